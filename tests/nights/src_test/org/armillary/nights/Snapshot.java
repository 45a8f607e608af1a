package org.armillary.nights;

import java.util.ArrayList;
import java.util.List;

import org.armillary.organiser.Association;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.Frame;
import org.armillary.organiser.Organisation;

/** Organisations and datasets as text, to be compared. */
final class Snapshot {

	private Snapshot() {
	}

	/** Everything, identities and problems included. */
	static List<String> of(Organisation organisation) {
		List<String> lines = withoutProblems(organisation);
		organisation.problems()
				.forEach(problem -> lines.add(problem.id() + " " + problem.summary() + " " + problem.remedies()));
		return lines;
	}

	/** Everything but the problems. */
	static List<String> withoutProblems(Organisation organisation) {
		var lines = new ArrayList<String>();
		for (Frame frame : organisation.frames()) {
			lines.add(frame.name() + " " + frame.category() + " " + frame.mjd() + " " + frame.identity() + " "
					+ frame.corrections().size());
		}
		for (Dataset dataset : organisation.datasets()) {
			lines.add(dataset.name() + " " + files(dataset) + " " + choices(dataset) + " " + dataset.complete() + " "
					+ dataset.identity());
		}
		return lines;
	}

	/** What a dataset is made of. */
	static String files(Dataset dataset) {
		return dataset.rule().type() + " " + dataset.key() + " "
				+ dataset.members().stream().map(member -> member.frame()
						.name() + (member.skipped() ? " skipped " : " ") + member.frame().identity()).toList()
				+ " " + dataset.mjd()
				+ " " + dataset.shortages() + " " + dataset.filesIdentity();
	}

	/** What was chosen for a dataset. */
	static List<String> choices(Dataset dataset) {
		return dataset.associations().stream().map(Snapshot::choices).toList();
	}

	private static String choices(Association association) {
		return association.need().name() + " " + association.wanted() + " " + association.choices().stream()
				.map(choice -> choice.dataset().name() + " " + choice.dataset().identity() + " "
						+ association.need().levels().indexOf(choice.level()) + " " + choice.days())
				.toList();
	}
}
