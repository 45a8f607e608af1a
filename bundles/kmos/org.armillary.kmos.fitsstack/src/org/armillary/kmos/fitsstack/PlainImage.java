package org.armillary.kmos.fitsstack;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.KmosExtension;
import org.armillary.kmos.KmosFile;
import org.armillary.kmos.KmosFileType.Part;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.SampleGrid;

/**
 * A file with one spectrum, image or cube, in the primary HDU or an extension, perhaps with its noise beside it.
 *
 * @param path
 *            the file
 * @param primary
 *            its primary header
 * @param data
 *            the data
 */
record PlainImage(Path path, FitsHeader primary, KmosExtension data) {

	/** Opens a file; reads no pixels. */
	static PlainImage open(Path path, StackType type) throws ActorException, FitsException {
		if (FitsFile.open(path).hdus().stream().noneMatch(Hdu::hasImage)) {
			throw new ActorException(Kind.DATA, StackMessage.NO_IMAGE.with(path.getFileName()));
		}
		KmosFile file = KmosFile.open(path);
		List<KmosExtension> used = file.used();
		if (used.size() > 1) {
			throw new ActorException(Kind.DATA, StackMessage.SEVERAL_IMAGES.with(path.getFileName(), used.size()));
		}
		var plain = new PlainImage(path, file.primary(), used.getFirst());
		int axes = plain.hdu().dimensions().size();
		if (axes != type.axes()) {
			throw new ActorException(Kind.DATA,
					StackMessage.AXES.with(path.getFileName(), axes, type, type.axes()));
		}
		return plain;
	}

	/** Whether the file itself has the noise of the data. */
	boolean hasNoise() {
		return data.noise().isPresent();
	}

	/** Refuses an image of another size. */
	void checkSize(PlainImage first) throws ActorException {
		if (!hdu().dimensions().equals(first.hdu().dimensions())) {
			throw new ActorException(Kind.DATA, StackMessage.SIZES_DIFFER.with(path.getFileName(),
					hdu().dimensionText(), first.path.getFileName(), first.hdu().dimensionText()));
		}
	}

	/**
	 * Reads the pixels. Zeros mean “no data” only in cubes that are named as KMOS names them.
	 *
	 * @param noise
	 *            the standard deviation of the pixels, if it comes from another file
	 * @param product
	 *            primary header of the product; what it says already is not repeated
	 * @param keywords
	 *            keywords to set
	 */
	SampleGrid read(Optional<PlainImage> noise, FitsHeader product, KeywordSettings keywords)
			throws ActorException, FitsException {
		boolean zeroIsNoData = data.zeroIsNoData() && Part.IFU.number(hdu().name()).isPresent();
		SampleGrid grid = SampleGrid.read(new KmosExtension(data.name(), hdu(),
				noise.map(PlainImage::hdu).or(data::noise), data.mask(), zeroIsNoData));
		FitsHeader header = keywords.apply(hdu().index() > 0 ? grid.header() : extensionHeader(product));
		return new SampleGrid(grid.lengths(), grid.values(), grid.variance(), grid.mask(),
				keywords.values().getOrDefault("BUNIT", grid.unit()).toString(), header);
	}

	private Hdu hdu() {
		return data.data();
	}

	/** The keywords of a primary header with pixels that belong to an extension. */
	private FitsHeader extensionHeader(FitsHeader product) {
		return data.header().toBuilder()
				.removeIf(card -> card.keyword().startsWith("ESO PRO REC")
						|| card.keyword().equals(ProductHeader.CATEGORY)
						|| product.card(card.keyword()).filter(same -> same.value().equals(card.value())).isPresent())
				.build();
	}
}
