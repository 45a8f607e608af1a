package org.armillary.engine.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.armillary.engine.RunDatasets;
import org.armillary.engine.RunPlan;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.Frame;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that are in several datasets: lamp flats, of which flat fields and illumination corrections are made. */
class DatasetKindsTest extends DatasetFixture {

	private final List<Frame> frames = new ArrayList<>();

	@BeforeEach
	void makeNight() {
		actors.add(PlanActor.collector("test.collect", 1, PlanActor::passOn));
		for (int i = 1; i <= 4; i++) {
			frames.add(one("f" + i, "FLAT_ON", 1 + i * 0.1, 5));
		}
	}

	/** The files that a node of this name gets of each dataset, in their order. */
	private Map<String, List<String>> jobs(String node, Set<String> chosen) throws Exception {
		String flow = """
				rules: kmos
				inputs:
				  flats: {payload: file, category: [FLAT_ON]}
				nodes:
				  %1$s: {actor: test.collect}
				connections:
				  - flats -> %1$s.in
				""".formatted(node);
		datasets = Optional.of(RunDatasets.of(night.organisation(),
				dataset -> chosen.isEmpty() || chosen.contains(dataset.name())));
		inputs.clear();
		inputs.putAll(InputSelection.select(flow(flow).workflow(), datasets.get(), files));
		RunPlan plan = plan(flow);
		var jobs = new TreeMap<String, List<String>>();
		given(plan).forEach((dataset, ports) -> jobs.put(dataset, ports.get("in")));
		return jobs;
	}

	private Dataset lamp(String name, int... places) {
		return night.dataset(name, "lamp", of(places));
	}

	private List<Frame> of(int... places) {
		var chosen = new ArrayList<Frame>();
		for (int place : places) {
			chosen.add(frames.get(place - 1));
		}
		return chosen;
	}

	@Test
	void filesAreInOrderOfTimeWhateverElseIsReduced() throws Exception {
		lamp("lamp-a", 1, 3);
		lamp("lamp-b", 2, 3);
		assertEquals(Map.of("lamp-a", List.of("f1", "f3"), "lamp-b", List.of("f2", "f3")), jobs("lamp", Set.of()));
		assertEquals(Map.of("lamp-b", List.of("f2", "f3")), jobs("lamp", Set.of("lamp-b")));
	}

	@Test
	void aNodeThatIsCalledLikeAKindTakesNoOther() throws Exception {
		night.dataset("flat-a", "flat", false, 0, of(1, 2));
		lamp("lamp-a", 1, 2);
		night.dataset("flat-b", "flat", of(3, 4));
		lamp("lamp-b", 3, 4);
		assertEquals(Map.of("flat-b", List.of("f3", "f4")), jobs("flat", Set.of()), "flat-a is incomplete");
		assertEquals(Map.of("lamp-a", List.of("f1", "f2"), "lamp-b", List.of("f3", "f4")), jobs("lamp", Set.of()));
		assertEquals(Map.of(), jobs("flat", Set.of("lamp-b")));
	}

	@Test
	void atAnotherNodeTheFirstKindCountsWhetherItIsReducedOrNot() throws Exception {
		night.dataset("flat-a", "flat", false, 0, of(1, 2));
		lamp("lamp-a", 1, 2);
		lamp("lamp-b", 3, 4);
		assertEquals(Map.of("lamp-b", List.of("f3", "f4")), jobs("other", Set.of()));
	}

	@Test
	void noDatasetIsReducedInPart() throws Exception {
		night.dataset("flat-a", "flat", of(1, 2));
		lamp("lamp-a", 2, 3);
		assertEquals(Map.of("flat-a", List.of("f1", "f2")), jobs("other", Set.of()));
		assertEquals(Map.of("lamp-a", List.of("f2", "f3")), jobs("lamp", Set.of()));
	}
}
