package org.armillary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.armillary.actor.provider.ActorProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A golden summary is asked for, written, compared with the accuracy it states, and fails when results change. */
class GoldenRulesTest {

	private final ExampleContract contract = new ExampleContract();
	private ContractJobs jobs;

	@TempDir
	private Path folder;

	@BeforeEach
	void start() throws IOException {
		jobs = new ContractJobs(contract.actor());
	}

	@AfterEach
	void end() throws IOException {
		jobs.remove();
	}

	private void check(boolean update) throws IOException, InterruptedException {
		GoldenRules.check(jobs, contract.cases(), folder, update);
	}

	private void rejected(ContractMessage expected) {
		assertEquals(expected.id(), assertThrows(ContractViolation.class, () -> check(false)).explanation().id());
	}

	private Path file() {
		return folder.resolve("example.count-1.txt");
	}

	@Test
	void aMissingSummaryFailsUntilItIsWritten() throws IOException, InterruptedException {
		rejected(ContractMessage.GOLDEN_MISSING);
		assertFalse(Files.exists(file()));
		check(true);
		check(false);
		assertTrue(Files.readAllLines(file()).size() > 50);
	}

	@Test
	void aChangedValueALackingValueAndAnAdditionalOneFail() throws IOException, InterruptedException {
		check(true);
		List<String> lines = Files.readAllLines(file());
		int mean = lines.indexOf(lines.stream().filter(line -> line.contains("part 3 mean")).findFirst().orElseThrow());
		var changed = new java.util.ArrayList<>(lines);
		changed.set(mean, lines.get(mean).replaceFirst(" = \\S+", " = 0.5"));
		Files.write(file(), changed);
		rejected(ContractMessage.GOLDEN_DIFFERS);
		changed.remove(mean);
		Files.write(file(), changed);
		rejected(ContractMessage.GOLDEN_DIFFERS);
		changed.add(lines.get(mean));
		Files.write(file(), changed);
		check(false);
		changed.add("with mask: more = ‘text’");
		Files.write(file(), changed);
		rejected(ContractMessage.GOLDEN_DIFFERS);
	}

	@Test
	void aChangeOfATenThousandthOfTheNoiseFailsAndOneFarBelowThatPasses() {
		GoldenEntry golden = GoldenEntry.of(12.0, 1e-5);
		assertTrue(golden.agrees(GoldenEntry.of(12.000001, 1e-5)));
		assertFalse(golden.agrees(GoldenEntry.of(12.0001, 1e-5)));
		assertFalse(golden.agrees(GoldenEntry.of(Double.NaN, 1e-5)));
	}

	@Test
	void entriesSurviveText() {
		for (GoldenEntry entry : List.of(GoldenEntry.of(-1.25e-17, 3e-22), GoldenEntry.of(0, 1e-5),
				GoldenEntry.of(123456789.123, 0.5), GoldenEntry.of(Double.NaN, 1), GoldenEntry.of(1, 0),
				new GoldenEntry.Text("a = b ± c"))) {
			assertTrue(entry.agrees(GoldenEntry.parse(entry.text())), entry.text());
			assertTrue(GoldenEntry.parse(entry.text()).agrees(entry), entry.text());
		}
	}

	@Test
	void anAlgorithmWhoseResultsChangedFails() throws IOException, InterruptedException {
		check(true);
		ActorProvider changed = BrokenContracts.doing(contract.actor(),
				(_, _, context) -> context.publish(new org.armillary.actor.QcValue("more", "", 1, "")));
		jobs.remove();
		jobs = new ContractJobs(changed);
		rejected(ContractMessage.GOLDEN_DIFFERS);
	}
}
