package org.armillary.kmos.wavecal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.kmos.Band;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;
import org.junit.jupiter.api.io.TempDir;

/** {@code kmos.wave-cal} passes the contract of actors. */
class KmosWaveCalContractTest extends ActorContract {

	@Override
	protected ActorProvider actor() {
		return typed(new KmosWaveCal());
	}

	@Override
	protected List<ContractCase> cases() {
		return List.of(with(ContractCase.named("one angle"), 0));
	}

	/** Frames that were made once, since each test takes them anew. */
	@TempDir
	private static Path made;

	private static ContractCase with(ContractCase start, double... angles) {
		var frames = new ArcFrames(1, Band.K);
		ContractCase filled = start.parameter("b_samples", "128");
		for (double angle : angles) {
			filled = filled.input("arcs", "ARC_ON",
					(Path file) -> once("arc" + angle, file, path -> frames.writeArc(path, angle)));
		}
		return filled.input("off", "ARC_OFF", (Path file) -> once("off", file, frames::writeOff))
				.input("xcal", "XCAL", (Path file) -> once("xcal", file, path -> frames.writePlaces(path, true, 0, 60)))
				.input("ycal", "YCAL",
						(Path file) -> once("ycal", file, path -> frames.writePlaces(path, false, 0, 60)))
				.input("flatEdge", "FLAT_EDGE",
						(Path file) -> once("edges", file, path -> frames.writeEdges(path, 0, 60)));
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
