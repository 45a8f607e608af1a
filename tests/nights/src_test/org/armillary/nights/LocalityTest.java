package org.armillary.nights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.armillary.organiser.Association;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.Frame;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.Organiser;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.RuleSet;
import org.armillary.organiser.rules.Value;
import org.armillary.workflow.text.DocumentException;
import org.junit.jupiter.api.Test;

/** One file more or less changes only the datasets that it touches, and the order of files changes nothing. */
class LocalityTest {

	private static final int INVENTED = 300;
	private static final int KMOS = 20;
	private static final int FILES_OF_EACH = 4;

	private int unchanged;
	private int untouched;

	@Test
	void ofInventedNights() throws Exception {
		for (long seed = 100_001; seed <= 100_000 + INVENTED; seed++) {
			Night night = Nights.invented(seed);
			try {
				night.ruleSet();
			} catch (DocumentException _) {
				continue; // refused rules are tested where they are read
			}
			test("seed " + seed, night, new Random(seed));
		}
		assertTrue(untouched > 10 * INVENTED && unchanged > untouched / 2, unchanged + " of " + untouched);
	}

	@Test
	void ofKmosNights() throws Exception {
		for (long seed = 100_001; seed <= 100_000 + KMOS; seed++) {
			test("KMOS seed " + seed, KmosNights.spoilt(seed), new Random(seed));
		}
		assertTrue(untouched > 10 * KMOS && unchanged > untouched / 2, unchanged + " of " + untouched);
	}

	private void test(String origin, Night night, Random random) throws Exception {
		Organisation whole = organise(night);
		var files = new ArrayList<>(night.files());
		Collections.shuffle(files, random);
		assertEquals(Snapshot.of(whole), Snapshot.of(organise(night.with(files))), origin);
		for (int i = 0; i < FILES_OF_EACH && !files.isEmpty(); i++) {
			HeaderFile file = files.get(random.nextInt(files.size()));
			Organisation less = organise(night.with(files.stream().filter(other -> other != file).toList()));
			compare(origin + " with and without " + file.name(), night.ruleSet(), file, whole, less);
		}
	}

	private static Organisation organise(Night night) throws DocumentException {
		return new Organiser(night.ruleSet(), night.overlays(), Differences.NOW).organise(night.files());
	}

	private void compare(String origin, RuleSet rules, HeaderFile file, Organisation whole, Organisation less) {
		Set<String> touchedFiles = touchedFiles(origin, rules, file, whole, less);
		Map<String, Dataset> before = byKey(whole);
		Map<String, Dataset> after = byKey(less);
		// the same for others: made of the same, called the same, and as complete
		var same = new HashSet<String>();
		var stems = new HashSet<String>();
		var others = new ArrayList<String>();
		for (String key : both(before.keySet(), after.keySet())) {
			Dataset one = before.get(key);
			Dataset other = after.get(key);
			if (one != null && other != null && Snapshot.files(one).equals(Snapshot.files(other))) {
				others.add(key);
				if (line(one).equals(line(other))) {
					same.add(one.identity());
				}
				continue;
			}
			Stream.of(before, after).map(side -> side.get(key)).filter(Objects::nonNull)
					.forEach(dataset -> stems.add(stem(dataset)));
			assertTrue(Stream.of(before, after).map(side -> side.get(key)).filter(Objects::nonNull)
					.flatMap(dataset -> dataset.members().stream())
					.anyMatch(member -> touchedFiles.contains(member.frame().name())),
					() -> origin + " changes an untouched dataset " + key);
		}
		for (String key : others) {
			Dataset one = before.get(key);
			Dataset other = after.get(key);
			untouched++;
			unchanged += line(one).equals(line(other)) ? 1 : 0;
			if (!one.name().equals(other.name())) {
				assertTrue(stems.contains(stem(one)), () -> origin + " renames " + one.name() + " to " + other.name());
			}
			for (int i = 0; i < one.associations().size(); i++) {
				associations(origin, one, one.associations().get(i), other.associations().get(i), same);
			}
		}
	}

	private static void associations(String origin, Dataset dataset, Association one, Association other,
			Set<String> same) {
		boolean onlyUntouched = Stream.of(one, other).flatMap(association -> association.choices().stream())
				.allMatch(choice -> same.contains(choice.dataset().identity()));
		if (onlyUntouched) {
			assertEquals(one.choices().stream().map(choice -> choice.dataset().identity()).toList(),
					other.choices().stream().map(choice -> choice.dataset().identity()).toList(),
					() -> origin + " changes the choices of " + dataset.name() + " for " + one.need().name());
		}
	}

	/** Files that the one file lets appear, vanish or change: itself, its copies, those that claim the same name. */
	private static Set<String> touchedFiles(String origin, RuleSet rules, HeaderFile file, Organisation whole,
			Organisation less) {
		Map<String, Frame> before = frames(whole);
		Map<String, Frame> after = frames(less);
		var touched = new HashSet<String>(Set.of(file.name()));
		List<Value> claimed = before.containsKey(file.name()) ? frameName(rules, before.get(file.name())) : List.of();
		for (String name : both(before.keySet(), after.keySet())) {
			Frame one = before.get(name);
			Frame other = after.get(name);
			if (one != null && other != null && one.category().equals(other.category())
					&& one.identity().equals(other.identity())) {
				continue;
			}
			touched.add(name);
			Frame any = one == null ? other : one;
			boolean explained = name.equals(file.name()) || any.file().identity().equals(file.identity())
					|| !claimed.isEmpty() && frameName(rules, any).equals(claimed);
			assertTrue(explained, () -> origin + " changes the file " + name);
		}
		return touched;
	}

	private static List<Value> frameName(RuleSet rules, Frame frame) {
		return rules.frame().map(quantity -> new SlowValues(rules, frame.header().keywords().values()).of(quantity)
				.stream().limit(1).toList()).orElse(List.of());
	}

	private static Map<String, Frame> frames(Organisation organisation) {
		return organisation.frames().stream().collect(Collectors.toMap(Frame::name, Function.identity()));
	}

	private static Map<String, Dataset> byKey(Organisation organisation) {
		return organisation.datasets().stream()
				.collect(Collectors.toMap(dataset -> dataset.rule().type() + dataset.key(), Function.identity()));
	}

	private static String line(Dataset dataset) {
		return dataset.name() + " " + dataset.complete() + " " + dataset.identity();
	}

	/** A name without what tells it from others. */
	private static String stem(Dataset dataset) {
		return dataset.name().replaceFirst("(T\\d\\d:\\d\\d:\\d\\d).*$", "$1");
	}

	private static Set<String> both(Set<String> one, Set<String> other) {
		var both = new HashSet<>(one);
		both.addAll(other);
		return both;
	}
}
