package org.armillary.kmos.extractspec;

import java.util.List;
import java.util.Locale;

import org.armillary.actor.message.Message;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.SkyWcs;
import org.armillary.data.Wcs;
import org.armillary.kmos.KmosExtension;

/** Headers of extracted spectra: the wavelength axis of the cube, and where the flux comes from. */
final class SpectrumHeader {

	private static final int WAVELENGTH_AXIS = 3;

	private SpectrumHeader() {
	}

	/** The header of a spectrum; a cube whose place on the sky is not understood is worth a caveat. */
	static FitsHeader of(KmosExtension extension, Region region, ExtractSpec.Parameters parameters, double area,
			double factor, List<Message> caveats) throws FitsException {
		FitsHeader cube = extension.header();
		FitsHeader axis = Wcs.extract(cube, WAVELENGTH_AXIS);
		if (cube.findText("CTYPE1").orElse("").contains("-TAN")) {
			try {
				double[] sky = SkyWcs.of(cube).toSky(region.x(), region.y());
				axis = Wcs.extract(cube, WAVELENGTH_AXIS, sky[0], sky[1]);
			} catch (FitsException e) {
				caveats.add(ExtractMessage.NO_SKY.with(extension.name(), e.explanation().summary()));
			}
		}
		return axis.toBuilder()
				.set("ESO PRO EXTRACT REGION", parameters.region().name().toLowerCase(Locale.ROOT), "Kind of region")
				.set("ESO PRO EXTRACT X", region.x(), "[pix] Centre of the region, first = 1")
				.set("ESO PRO EXTRACT Y", region.y(), "[pix] Centre of the region, first = 1")
				.set("ESO PRO EXTRACT AREA", area, "[pix] Spaxels in the region")
				.set("ESO PRO EXTRACT CORR", factor, "Noise over that of independent spaxels").build();
	}

	/** The header of an image of the field: the axes of the cube without wavelength. */
	static FitsHeader ofField(FitsHeader cube) throws FitsException {
		return Wcs.collapse(cube, WAVELENGTH_AXIS);
	}
}
