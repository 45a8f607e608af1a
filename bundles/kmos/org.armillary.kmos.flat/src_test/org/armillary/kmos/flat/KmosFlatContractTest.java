package org.armillary.kmos.flat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.data.FitsHeader;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;
import org.junit.jupiter.api.io.TempDir;

/** {@code kmos.flat} passes the contract of actors. */
class KmosFlatContractTest extends ActorContract {

	private static final int ROWS = 112;

	/** Frames that were made once, since each test takes them anew. */
	@TempDir
	private static Path made;

	@Override
	protected ActorProvider actor() {
		return typed(new KmosFlat());
	}

	@Override
	protected List<ContractCase> cases() {
		// one case of few frames: it takes most of the time of this bundle's tests, and KmosFlatTest has more
		var frames = new FlatFrames(3, ROWS, FlatFrames.FEW);
		ContractCase flats = ContractCase.named("two angles with bad pixels").parameter("badpix_thresh", "40")
				.input("badPixels", "BADPIXEL_DARK", (Path file) -> once("mask", file, frames::mask))
				.input("lampOff", "FLAT_OFF",
						(Path file) -> once("off", file, path -> frames.off(path, 0, FitsHeader.EMPTY)));
		return List.of(on(on(on(flats, frames, 1, 300), frames, 2, 300), frames, 3, 0));
	}

	private static ContractCase on(ContractCase start, FlatFrames frames, int number, double angle) {
		return start.input("lampOn", "FLAT_ON", (Path file) -> once("on" + number, file,
				path -> frames.on(path, number, angle, FitsHeader.EMPTY)));
	}

	private interface Writer {
		void write(Path path) throws IOException;
	}

	private static void once(String name, Path file, Writer writer) throws IOException {
		Path kept = made.resolve(name + ".fits");
		if (!Files.exists(kept)) {
			writer.write(kept);
		}
		Files.copy(kept, file, StandardCopyOption.REPLACE_EXISTING);
	}
}
