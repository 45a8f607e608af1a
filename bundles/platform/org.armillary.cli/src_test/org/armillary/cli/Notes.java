package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.ParameterDescriptor.Type;
import org.armillary.actor.provider.ParameterDescriptor.ValueRange;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.simulation.SimulatedFile;
import org.armillary.actor.simulation.Simulation;
import org.armillary.actor.simulation.Simulator;

/**
 * A simulator for tests, of numbered notes: writes {@code count} files, and fails at the one of number {@code failing}. It
 * has something against the band Q, the arm 25, a pair of one, and against more bands than notes.
 */
class Notes implements Simulator {

	private int algorithm = 1;

	/** Another version. */
	Notes algorithm(int number) {
		algorithm = number;
		return this;
	}

	@Override
	public ActorDescriptor descriptor() {
		return Simulator.describe("notes", algorithm, "Notes", "Writes notes.", List.of(count("count", "3"),
				count("failing", "9"), text("bands", "H"), text("targets", ""),
				new ParameterDescriptor("weather.seeing", Type.NUMBER, false, "seeing", "0.8", "arcsec",
						new ValueRange(0.2, 5, false, false), List.of(), "Seeing.", List.of("fwhm"), true),
				new ParameterDescriptor("angles", Type.NUMBER, true, "angles", "0.0", "deg",
						new ValueRange(-360, 360, false, false), List.of(), "Angles.", List.of(), true)));
	}

	private static ParameterDescriptor count(String name, String value) {
		return new ParameterDescriptor(name, Type.INTEGER, false, name, value, "",
				new ValueRange(1, 9, false, false), List.of(), "A number.", List.of(), true);
	}

	private static ParameterDescriptor text(String name, String value) {
		return new ParameterDescriptor(name, Type.TEXT, true, name, value, "", ValueRange.ALL, List.of(), "Words.",
				List.of(), true);
	}

	@Override
	public Simulation simulate(long seed, ParameterValues values) throws ActorException {
		long count = (Long) values.value("count");
		check(((List<?>) values.value("bands")).contains("Q"), "notes.band");
		check(((List<?>) values.value("targets")).stream().anyMatch(text -> text.toString().contains("arm=25")),
				"notes.arm");
		check(values.value("targets").equals(List.of("pair")), "notes.pair");
		check(((List<?>) values.value("bands")).size() > count, "notes.together");
		List<String> names = LongStream.rangeClosed(1, count).mapToObj(i -> "notes/" + i + ".txt").toList();
		return new Simulation() {

			@Override
			public List<SimulatedFile> files() {
				return names.stream().map(name -> new SimulatedFile(name, "NOTE", 1500)).toList();
			}

			@Override
			public void write(Path folder, Progress progress) throws IOException, InterruptedException {
				Files.createDirectory(folder.resolve("notes"));
				for (int i = 0; i < names.size(); i++) {
					if (i + 1 == (Long) values.value("failing")) {
						throw new IOException("No space left on device");
					}
					Files.writeString(folder.resolve(names.get(i)), seed + " " + values.text());
					progress.progress(i + 1L, names.size(), "note");
				}
			}
		};
	}

	private static void check(boolean wrong, String id) throws ActorException {
		if (wrong) {
			throw new ActorException(Kind.USER, new Message(id, id, Optional.empty(), List.of("Do better.")));
		}
	}
}
