package org.armillary.engine.planning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.armillary.actor.Payload;
import org.armillary.engine.HandMadeNight;
import org.armillary.engine.Job;
import org.armillary.engine.Job.Source;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunPlan;
import org.armillary.organiser.Frame;
import org.junit.jupiter.api.BeforeEach;

/** A cascade like that of an instrument: darks, flats, arcs and science of two nights. */
abstract class DatasetFixture extends PlanFixture {

	static final String CASCADE = """
			rules: kmos
			inputs:
			  darks: {payload: file, category: [DARK]}
			  masters: {payload: file, category: [MASTER_DARK]}
			  flats: {payload: file, category: [FLAT_OFF, FLAT_ON]}
			  arcs: {payload: file, category: [ARC]}
			  frames: {payload: file, category: [SCIENCE]}
			nodes:
			  dark: {actor: test.dark}
			  flat: {actor: test.flat}
			  arc: {actor: test.arc}
			  science: {actor: test.science}
			connections:
			  - darks -> dark.in
			  - flats -> flat.in
			  - dark.out -> flat.dark
			  - masters -> flat.dark
			  - arcs -> arc.in
			  - dark.out -> arc.dark
			  - masters -> arc.dark
			  - flat.out -> arc.flat
			  - frames -> science.in
			  - dark.out -> science.dark
			  - masters -> science.dark
			  - flat.out -> science.flat
			  - arc.out -> science.arc
			""";

	final HandMadeNight night = new HandMadeNight();

	@BeforeEach
	void makeActors() {
		actors.add(cascade("test.dark", 2));
		actors.add(cascade("test.flat", 1, "dark"));
		actors.add(cascade("test.arc", 1, "dark", "flat"));
		actors.add(cascade("test.science", 1, "dark", "flat", "arc"));
	}

	/** An actor that collects frames and needs products of several kinds; two connections may end at a port. */
	static PlanActor cascade(String id, int min, String... needs) {
		var ports = new StringBuilder("\"inputs\": [{\"name\": \"in\", \"role\": \"trigger\", \"payload\": \"file\", "
				+ "\"grouped\": true, \"min\": " + min + ", \"help\": \"Frames.\"}");
		for (String need : needs) {
			ports.append(", {\"name\": \"").append(need).append(
					"\", \"role\": \"associated\", \"payload\": \"file\", \"min\": 1, \"max\": 2, \"help\": \"A file.\"}");
		}
		return PlanActor.of(id, 1, ports + """
				], "outputs": [{"name": "out", "role": "output", "payload": "file", "categories": ["TEXT"], "min": 0,
				    "max": 9, "extension": "fits", "help": "Files."}]
				""", PlanActor::passOn);
	}

	Path path(String name) {
		return Path.of("/nowhere").resolve(name + ".fits");
	}

	/** Frames of a category that are there with their own, wrong, category. */
	List<Frame> frames(String category, double mjd, String... names) {
		var frames = new ArrayList<Frame>();
		for (String name : names) {
			files.add(name + ".fits", "SOMETHING", header("MJD-OBS", mjd + frames.size() * 0.001), Payload.IMAGE);
			frames.add(night.frame(path(name), category, mjd + frames.size() * 0.001));
		}
		return frames;
	}

	/** Two nights; the second flat of the first night serves an arc of the second, a master serves a flat. */
	void twoNights() {
		night.dataset("dark-a", "dark", frames("DARK", 1, "d1", "d2", "d3"));
		night.dataset("dark-b", "dark", frames("DARK", 2, "d4", "d5"));
		night.dataset("dark-m", "dark-master", frames("MASTER_DARK", 1.5, "m1"));
		night.dataset("flat-h-a", "flat", frames("FLAT_ON", 1.1, "f1", "f2"), "dark-a");
		night.dataset("flat-k-a", "flat", frames("FLAT_OFF", 1.2, "f3"), "dark-b");
		night.dataset("flat-h-b", "flat", frames("FLAT_ON", 2.1, "f4"), "dark-m");
		night.dataset("arc-a", "arc", frames("ARC", 1.3, "a1"), "dark-m", "flat-h-a");
		night.dataset("arc-b", "arc", frames("ARC", 2.3, "a2", "a3"), "dark-b", "flat-k-a");
		night.dataset("science-a", "science", frames("SCIENCE", 1.4, "s1", "s2"), "dark-a", "flat-h-b", "arc-b");
		night.dataset("science-b", "science", frames("SCIENCE", 2.4, "s3"), "dark-m", "flat-h-a", "arc-a");
	}

	RunPlan cascade() throws RefusedException {
		datasets = Optional.of(night.run());
		inputs.clear();
		inputs.putAll(InputSelection.select(flow(CASCADE).workflow(), datasets.get(), files));
		return plan(CASCADE);
	}

	/** What each dataset gets at each port: names of files, or of the datasets of products. */
	static Map<String, Map<String, List<String>>> given(RunPlan plan) {
		var given = new TreeMap<String, Map<String, List<String>>>();
		for (Job job : plan.jobs()) {
			var ports = new TreeMap<String, List<String>>();
			job.inputs().forEach((port, sources) -> ports.put(port, sources.stream().map(source -> switch (source) {
			case Source.Existing file -> name(file.product().path());
			case Source.Upstream made -> String.join("+", job(plan, made.job()).datasets());
			}).toList()));
			given.put(String.join("+", job.datasets()), ports);
		}
		return given;
	}

	static Map<String, Map<String, TreeSet<String>>> sorted(Map<String, Map<String, List<String>>> given) {
		var sorted = new TreeMap<String, Map<String, TreeSet<String>>>();
		given.forEach((dataset, ports) -> sorted.put(dataset, ports.entrySet().stream()
				.collect(Collectors.toMap(Map.Entry::getKey, port -> new TreeSet<>(port.getValue())))));
		return sorted;
	}

	static Map<String, Map<String, List<String>>> withoutEmpty(Map<String, Map<String, List<String>>> given) {
		given.values().forEach(ports -> ports.values().removeIf(List::isEmpty));
		return given;
	}

	static List<String> datasetsOf(RunPlan plan) {
		return plan.jobs().stream().map(job -> String.join("+", job.datasets())).toList();
	}

	Frame one(String name, String category, double mjd, long dit) {
		files.add(name + ".fits", "", header("MJD-OBS", mjd, "DIT", dit), Payload.IMAGE);
		return night.frame(path(name), category, mjd);
	}

	static List<String> names(List<Path> paths) {
		return paths.stream().map(DatasetFixture::name).toList();
	}

	static String name(Path path) {
		return path.getFileName().toString().replace(".fits", "");
	}
}
