package org.armillary.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Starts the product to list its actors, beside esorex listing its recipes. */
final class StartRow implements Row {

	@Override
	public String name() {
		return "start";
	}

	@Override
	public String title() {
		return "whole process “armillary actors”, cold JVM";
	}

	@Override
	public List<Line> measure(Workplace place, boolean peers) throws BenchException {
		try (var race = new Race()) {
			Command ours = race.add(new Command(place, "armillary actors", place.memory(),
					List.of(place.startScript().toString(), "actors"), DarkRow.javaEnvironment()));
			Command esorex = peers && Esorex.isInstalled(place)
					? race.add(new Command(place, "esorex --recipes", place.memory(),
							List.of("esorex", "--recipes"), Map.of()))
					: null;
			race.run(Duration.ofSeconds(8), 3, 7, 0);
			if (esorex != null) {
				return List.of(Line.timeRatio("list of actors", race.of(ours), esorex.label(), race.of(esorex)));
			}
			Line alone = Line.figure("list of actors", race.of(ours), race.of(ours).median(), "s");
			return peers
					? List.of(alone, Line.missing("list of actors", "esorex --recipes", Esorex.NEEDED))
					: List.of(alone);
		}
	}
}
