package org.armillary.kmos.illumination;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.data.FitsHeader;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;
import org.junit.jupiter.api.io.TempDir;

/** {@code kmos.illumination} passes the contract of actors. */
class KmosIlluminationContractTest extends ActorContract {

	private static final IlluminationFrames FRAMES = new IlluminationFrames(4);

	/** Files that were made once, since each test takes them anew. */
	@TempDir
	private static Path made;

	@Override
	protected ActorProvider actor() {
		return typed(new KmosIllumination());
	}

	@Override
	protected List<ContractCase> cases() {
		return List.of(
				calibrated(frames(ContractCase.named("two twilight flats"), true, 2))
						.enlarged(calibrated(frames(ContractCase.named("four twilight flats"), true, 4))),
				calibrated(frames(ContractCase.named("two lamp flats, fine spaxels").parameter("cmethod", "median")
						.parameter("range", "1.5,1.6;1.65,1.8").parameter("pixscale", "0.1"), false, 2)));
	}

	@Override
	protected Set<String> pureNumbers() {
		return Set.of("lampShare");
	}

	private static ContractCase frames(ContractCase start, boolean sky, int frames) {
		ContractCase filled = start;
		for (int frame = 0; frame < frames; frame++) {
			int number = frame;
			filled = filled.input("flats", sky ? KmosIllumination.SKY : KmosIllumination.LAMP,
					(Path file) -> once((sky ? "sky" : "lamp") + number, file,
							path -> FRAMES.raw(path, sky, number, 9000 + 900 * number, 0, FitsHeader.EMPTY)));
		}
		return filled;
	}

	private static ContractCase calibrated(ContractCase start) {
		return start.input("masterFlat", "MASTER_FLAT", (Path file) -> table("MASTER_FLAT", file))
				.input("xcal", "XCAL", (Path file) -> table("XCAL", file))
				.input("ycal", "YCAL", (Path file) -> table("YCAL", file))
				.input("lcal", "LCAL", (Path file) -> table("LCAL", file));
	}

	private static void table(String category, Path file) throws IOException {
		once(category, file, path -> FRAMES.table(path, category));
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
