package org.armillary.kmos.fitprofile;

import java.util.List;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;
import org.armillary.data.FitsException;
import org.armillary.kmos.KmosExtension;
import org.armillary.kmos.PhysicalUnit;
import org.armillary.numerics.fitting.ProfileParameter;

/** How an extension is fitted: as a spectrum or as an image. */
sealed interface ExtensionFitting permits LineFitting, SourceFitting {

	/** Most pixels that are fitted at once: a fit takes a second of work for them. */
	int MOST_PIXELS = 100_000;

	/** Most pixels of an extension of which a part is fitted; it is read as a whole. */
	int MOST_PIXELS_READ = 50_000_000;

	/** What is fitted, in the order of the covariance. */
	List<ProfileParameter> parameters();

	/** The results of an extension without pixels. */
	List<Quantity> unknown();

	/** Fits an extension that has pixels. */
	FittedExtension fit(KmosExtension extension, List<Message> caveats) throws ActorException, FitsException;

	/** Refuses extensions that would take too much memory, before they are read. */
	static void checkExtension(KmosExtension extension) throws ActorException {
		check(extension, extension.data().pixelCount(), MOST_PIXELS_READ);
	}

	/** Refuses parts that would take too long. */
	static void checkPart(KmosExtension extension, long pixels) throws ActorException {
		check(extension, pixels, MOST_PIXELS);
	}

	private static void check(KmosExtension extension, long pixels, int most) throws ActorException {
		if (pixels > most) {
			throw new ActorException(Kind.USER,
					FitProfileMessage.TOO_LARGE.with(extension.data().label(), pixels, most));
		}
	}

	/** The unit of values multiplied by, or divided by, another unit; empty where that of the values is not known. */
	static String unit(String values, String other, boolean divided) {
		Optional<PhysicalUnit> first = PhysicalUnit.parse(values);
		Optional<PhysicalUnit> second = PhysicalUnit.parse(other);
		if (values.isBlank() || first.isEmpty() || second.isEmpty()) {
			return "";
		}
		return (divided ? first.get().dividedBy(second.get()) : first.get().times(second.get())).text();
	}
}
