package org.armillary.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.data.FitsHeader;
import org.armillary.data.fits.FitsWriter;

/** The contract of a well-behaved actor; the tests of the kit spoil it in one way each. */
class ExampleContract extends ActorContract {

	@Override
	protected ActorProvider actor() {
		return typed(new CountPixels());
	}

	@Override
	protected List<ContractCase> cases() {
		return List.of(ContractCase.named("with mask").parameter("thresh", "1.5").input("image", file -> image(file, 1))
				.input("mask", "MASK", file -> image(file, 2)));
	}

	@Override
	protected Set<String> pureNumbers() {
		return Set.of("divisor");
	}

	static void image(Path file, long seed) throws IOException {
		var random = new SplittableRandom(seed);
		var pixels = new float[40 * 30];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = i % 7 == 0 ? Float.NaN : (float) random.nextGaussian();
		}
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(FitsHeader.builder().set("OBJECT", "noise").build());
			writer.image("DATA", FitsHeader.EMPTY, "adu", pixels, 40, 30);
			writer.commit();
		}
	}
}
