package org.armillary.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

import org.armillary.report.GraphLayout.Box;
import org.armillary.report.GraphLayout.Path;
import org.armillary.report.GraphLayout.Sizes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphLayoutTest {

	private static final Sizes SIZES = new Sizes(200, 70, 50, 18, 16);

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 17, 99 })
	void randomGraphs(long seed) {
		var random = new Random(seed);
		int size = 3 + random.nextInt(40);
		var nodes = new ArrayList<String>();
		var edges = new ArrayList<List<String>>();
		for (int i = 0; i < size; i++) {
			nodes.add("n" + i);
			for (int j = 0; j < i; j++) {
				if (random.nextDouble() < 2.5 / size) {
					edges.add(List.of("n" + j, "n" + i));
				}
			}
		}
		GraphLayout layout = GraphLayout.of(nodes, edges, SIZES);
		assertEquals(new HashSet<>(nodes), layout.boxes().keySet());
		var boxes = new ArrayList<>(layout.boxes().values());
		for (int i = 0; i < boxes.size(); i++) {
			Box box = boxes.get(i);
			assertTrue(box.x() >= SIZES.margin() - 1e-9 && box.y() >= SIZES.margin() - 1e-9, "within the page");
			assertTrue(box.x() + box.width() <= layout.width() - SIZES.margin() + 1e-6);
			assertTrue(box.y() + box.height() <= layout.height() - SIZES.margin() + 1e-6);
			for (int j = 0; j < i; j++) {
				assertFalse(touch(box, boxes.get(j)), box + " " + boxes.get(j));
			}
		}
		assertEquals(new HashSet<>(edges).size(), layout.paths().size());
		layout.paths().forEach(path -> check(path, layout));
	}

	private static boolean touch(Box one, Box other) {
		return one.x() < other.x() + other.width() && other.x() < one.x() + one.width()
				&& one.y() < other.y() + other.height() && other.y() < one.y() + one.height();
	}

	/** A path goes to the right, from side to side, and through no other node. */
	private static void check(Path path, GraphLayout layout) {
		Box from = layout.boxes().get(path.from());
		Box to = layout.boxes().get(path.to());
		assertTrue(from.layer() < to.layer(), "forward");
		assertEquals(from.x() + from.width(), path.points().getFirst()[0]);
		assertEquals(from.y() + from.height() / 2, path.points().getFirst()[1], 1e-9);
		assertEquals(to.x(), path.points().getLast()[0]);
		assertEquals(to.y() + to.height() / 2, path.points().getLast()[1], 1e-9);
		for (int i = 1; i < path.points().size(); i++) {
			double[] before = path.points().get(i - 1);
			double[] now = path.points().get(i);
			assertTrue(now[0] > before[0]);
			if (i % 2 == 0) {
				// the straight way through a layer
				assertEquals(before[1], now[1]);
				layout.boxes().values().forEach(box -> assertFalse(
						box.x() == before[0] && before[1] > box.y() && before[1] < box.y() + box.height()));
			}
		}
	}

	@Test
	void longestPathDecidesTheLayer() {
		GraphLayout layout = GraphLayout.of(List.of("c", "b", "a"),
				List.of(List.of("a", "b"), List.of("b", "c"), List.of("a", "c")), SIZES);
		assertEquals(0, layout.boxes().get("a").layer());
		assertEquals(1, layout.boxes().get("b").layer());
		assertEquals(2, layout.boxes().get("c").layer());
	}

	@Test
	void crossingsAreTakenOut() {
		GraphLayout layout = GraphLayout.of(List.of("a", "b", "x", "y"),
				List.of(List.of("a", "y"), List.of("b", "x")), SIZES);
		double above = layout.boxes().get("a").y() - layout.boxes().get("b").y();
		double below = layout.boxes().get("y").y() - layout.boxes().get("x").y();
		assertTrue(above * below > 0, "a and y on the same side");
		assertEquals(layout.boxes().get("a").y(), layout.boxes().get("y").y(), 1e-6, "and straight");
	}

	@Test
	void aCircleIsDrawnWithoutItsWayBack() {
		GraphLayout layout = GraphLayout.of(List.of("a", "b"), List.of(List.of("a", "b"), List.of("b", "a")), SIZES);
		assertEquals(1, layout.paths().size());
		assertEquals(2, layout.boxes().size());
	}

	@Test
	void nothing() {
		assertTrue(GraphLayout.of(List.of(), List.of(), SIZES).boxes().isEmpty());
	}
}
