package org.armillary.organiser;

import java.util.List;

import org.armillary.organiser.rules.Need;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.RuleSet;

/**
 * Tests of candidates among the datasets of an organisation.
 *
 * <p><b>Threads.</b> For one thread at a time, since values are remembered.
 */
public final class CandidateTests {

	private final RuleSet rules;
	private final FrameValues values;
	private final ChoiceLists lists;
	private final List<Candidate> candidates;

	/** Among the datasets of an organisation. */
	public CandidateTests(Organisation organisation) {
		this(organisation.rules(), organisation.overlay(), organisation.datasets());
	}

	/** Among some datasets. */
	public CandidateTests(RuleSet rules, Overlay overlay, List<Dataset> datasets) {
		this.rules = rules;
		values = new FrameValues(rules);
		lists = new ChoiceLists(overlay);
		candidates = datasets.stream().map(dataset -> new Candidate(subject(dataset), dataset)).toList();
	}

	/** The test of candidates for a need of a dataset. */
	public CandidateTest of(Dataset dataset, Need need) {
		return new CandidateTest(rules, subject(dataset), need, lists, candidates);
	}

	/** The values of quantities that these tests use. */
	public FrameValues values() {
		return values;
	}

	private Subject subject(Dataset dataset) {
		return new Subject(dataset.name(), dataset.rule(), dataset.members(), values);
	}
}
