package org.armillary.organiser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.armillary.actor.message.Message;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.rules.Need;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.RuleSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be so on any night, whatever the rules. */
class OrganiserPropertyTest {

	private static final int NIGHTS = 60;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void theOrderOfFilesDoesNotMatter(long seed) {
		for (int night = 0; night < NIGHTS; night++) {
			var given = new RandomNight(1000 * seed + night);
			RuleSet rules = given.rules();
			Overlay overlay = given.overlay();
			List<HeaderFile> files = given.files(25);
			var shuffled = new ArrayList<>(files);
			Collections.shuffle(shuffled, new Random(seed));

			Organisation one = new Organiser(rules, overlay, Example.NOW).organise(files);
			Organisation other = new Organiser(rules, overlay, Example.NOW).organise(shuffled);

			assertEquals(described(one), described(other));
			assertEquals(one.datasets().size(), one.datasets().stream().map(Dataset::name).distinct().count());
			List<String> identities = one.datasets().stream().filter(dataset -> !dataset.reduced().isEmpty())
					.map(Dataset::filesIdentity).toList();
			assertEquals(identities.size(), new HashSet<>(identities).size());
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 4, 5, 6 })
	void choicesAreWhatTheTestsOfCandidatesSay(long seed) {
		int choices = 0;
		int admitted = 0;
		int refused = 0;
		for (int night = 0; night < NIGHTS; night++) {
			var given = new RandomNight(1000 * seed + night);
			Organisation organisation = new Organiser(given.rules(), given.overlay(), Example.NOW)
					.organise(given.files(25));
			var tests = new CandidateTests(organisation);
			for (Dataset dataset : organisation.datasets()) {
				for (Association association : dataset.associations()) {
					Need need = association.need();
					CandidateTest test = tests.of(dataset, need);
					List<Verdict> verdicts = test.candidates().stream().map(test::judge).toList();
					verdicts.forEach(verdict -> assertConsistent(verdict, test));
					assertEquals(association.wanted(), test.wanted());
					List<Verdict> expected = association.wanted()
							? verdicts.stream().filter(Verdict::admitted).sorted(test.ranking()).limit(need.max())
									.toList()
							: List.of();
					assertEquals(
							expected.stream().map(verdict -> verdict.candidate().name() + " " + verdict.days() + " "
									+ need.levels().get(verdict.place()).line()).toList(),
							association.choices().stream().map(
									choice -> choice.dataset().name() + " " + choice.days() + " "
											+ choice.level().line())
									.toList(),
							given.rulesText());
					if (!association.satisfied()) {
						assertNearestIsTold(organisation, dataset, need, verdicts);
					}
					choices += association.choices().size();
					admitted += (int) verdicts.stream().filter(Verdict::admitted).count();
					refused += (int) verdicts.stream().filter(verdict -> !verdict.admitted()).count();
				}
			}
		}
		assertTrue(choices > 100 && admitted > choices && refused > 100, choices + " of " + admitted + ", " + refused);
	}

	private static void assertNearestIsTold(Organisation organisation, Dataset dataset, Need need,
			List<Verdict> verdicts) {
		String told = organisation.problems().stream()
				.filter(problem -> problem.id().equals("organise.incomplete")
						&& problem.summary().startsWith(dataset.name() + " "))
				.map(Message::text).collect(Collectors.joining());
		String expected = verdicts.stream().filter(verdict -> !verdict.admitted()).min(Verdict.BY_NEARNESS)
				.map(verdict -> need.name() + ": the nearest of " + verdicts.size() + " is "
						+ verdict.candidate().name()
						+ ": ")
				.orElse("there is no other dataset");
		assertTrue(told.contains(expected), () -> "expected " + expected + " in " + told);
	}

	private static void assertConsistent(Verdict verdict, CandidateTest test) {
		assertEquals(test.criteria(), verdict.outcomes().stream().map(Outcome::criterion).toList());
		boolean level = false;
		for (int place = 0; place < test.need().levels().size(); place++) {
			level |= verdict.failed(place).isEmpty();
		}
		assertEquals(verdict.failed().isEmpty() && level, verdict.admitted());
		assertEquals(verdict.admitted(), verdict.deciding().isEmpty());
		assertEquals(verdict.admitted(), verdict.misses() == 0);
		verdict.deciding().ifPresent(outcome -> assertTrue(!outcome.holds()));
	}

	@ParameterizedTest
	@ValueSource(longs = { 7, 8, 9 })
	void aFileMoreOrLessChangesOnlyWhatItTouches(long seed) {
		int untouched = 0;
		int rechosen = 0;
		for (int night = 0; night < NIGHTS; night++) {
			var given = new RandomNight(1000 * seed + night);
			var organiser = new Organiser(given.rules(), given.overlay(), Example.NOW);
			List<HeaderFile> files = given.files(25);
			Organisation with = organiser.organise(files);
			HeaderFile gone = files.get(night % files.size());
			Organisation without = organiser.organise(files.stream().filter(file -> file != gone).toList());

			Map<String, Dataset> before = byKey(with);
			Map<String, Dataset> after = byKey(without);
			for (var entry : after.entrySet()) {
				Dataset one = before.get(entry.getKey());
				Dataset other = entry.getValue();
				if (one == null || isTouched(one, gone) || isTouched(other, gone)) {
					continue;
				}
				untouched++;
				assertEquals(one.name(), other.name());
				assertEquals(one.filesIdentity(), other.filesIdentity());
				assertEquals(one.shortages(), other.shortages());
				assertEquals(one.mjd(), other.mjd());
				if (!one.identity().equals(other.identity()) || !chosen(one).equals(chosen(other))
						|| one.complete() != other.complete()) {
					rechosen++;
					var names = new HashSet<String>();
					Stream.of(one, other).forEach(dataset -> names.addAll(chosen(dataset)));
					assertTrue(names.stream().anyMatch(name -> isDifferent(with.dataset(name).orElse(null),
							without.dataset(name).orElse(null))), given.rulesText());
				}
			}
			for (var entry : before.entrySet()) {
				assertTrue(after.containsKey(entry.getKey()) || isTouched(entry.getValue(), gone));
			}
		}
		assertTrue(untouched > 500 && rechosen > 3, untouched + ", of which choose anew " + rechosen);
	}

	private static List<String> described(Organisation organisation) {
		var lines = new ArrayList<String>();
		organisation.frames().forEach(frame -> lines.add(frame.name() + " " + frame.category() + " " + frame.mjd() + " "
				+ frame.identity() + " " + frame.header().keywords()));
		for (Dataset dataset : organisation.datasets()) {
			lines.add(
					dataset.name() + " " + dataset.rule().type() + " " + dataset.key() + " " + dataset.identity() + " "
							+ dataset.complete() + " " + dataset.shortages());
			dataset.members().forEach(member -> lines.add(member.frame().name() + " " + member.skipped()));
			dataset.associations().forEach(association -> association.choices().forEach(choice -> lines.add(
					association.need().name() + " " + choice.dataset().name() + " " + choice.level() + choice.days())));
		}
		organisation.problems().forEach(problem -> lines.add(problem.text()));
		return lines;
	}

	/** Whether the file, or one of which it is a copy or that claims its name in the archive, belongs to a dataset. */
	private static boolean isTouched(Dataset dataset, HeaderFile file) {
		return dataset.members().stream().map(member -> member.frame().file())
				.anyMatch(member -> member.identity().equals(file.identity())
						|| file.header().value("ARCFILE").isPresent()
								&& member.header().value("ARCFILE").equals(file.header().value("ARCFILE")));
	}

	private static boolean isDifferent(Dataset one, Dataset other) {
		return one == null || other == null || one.complete() != other.complete()
				|| !one.identity().equals(other.identity());
	}

	private static Map<String, Dataset> byKey(Organisation organisation) {
		var datasets = new HashMap<String, Dataset>();
		for (Dataset dataset : organisation.datasets()) {
			datasets.put(dataset.rule().type() + dataset.key(), dataset);
		}
		return datasets;
	}

	private static List<String> chosen(Dataset dataset) {
		return dataset.associations().stream()
				.flatMap(association -> association.choices().stream().map(Choice::dataset).filter(Objects::nonNull))
				.map(Dataset::name).collect(Collectors.toList());
	}
}
