package org.armillary.kmos.simulator.night;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The truth about a night as JSON: plan, files, and frames that are not there. */
final class TruthText {

	private TruthText() {
	}

	static String of(SimulatedNight night) {
		NightPlan plan = night.plan();
		return """
				{
				  "simulator": %s,
				  "seed": %d,
				  "start": %s,
				  "nights": %d,
				  "bands": %s,
				  "angles": %s,
				  "files": [
				%s
				  ],
				  "missing": [
				%s
				  ]
				}
				""".formatted(text(KmosHeaders.NAME), night.seed(), text(plan.start().toString()), plan.nights(),
				texts(plan.bands().stream().map(band -> String.join("/", band.ids())).toList()), plan.angles(),
				lines(night.frames().stream().map(TruthText::frame).toList()),
				lines(night.gaps().stream().map(TruthText::gap).toList()));
	}

	private static String frame(SimulatedFrame frame) {
		return "{\"name\": %s, \"category\": %s, \"dataset\": %s, \"faults\": %s}".formatted(text(frame.name()),
				text(frame.category()), text(frame.dataset()),
				texts(frame.faults().stream().map(Fault::text).sorted().toList()));
	}

	private static String gap(NightGap gap) {
		return "{\"name\": %s, \"category\": %s, \"dataset\": %s, \"fault\": %s}".formatted(text(gap.name()),
				text(gap.category()), text(gap.dataset()), text(gap.fault().text()));
	}

	private static String lines(List<String> entries) {
		return entries.stream().map(entry -> "    " + entry).collect(Collectors.joining(",\n"));
	}

	private static String texts(Collection<String> values) {
		return values.stream().map(TruthText::text).collect(Collectors.joining(", ", "[", "]"));
	}

	/** All texts are made here, of letters that need no escape but these two. */
	private static String text(String value) {
		return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}
}
