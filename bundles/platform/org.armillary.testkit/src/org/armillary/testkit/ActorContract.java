package org.armillary.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.armillary.actor.Actor;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.TypedActorProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/**
 * The contract that every actor passes, as JUnit 5 tests. An author extends it, names the actor and gives one or more cases:
 *
 * <pre>{@code
 * class CountPixelsContractTest extends ActorContract {
 *
 *     @Override
 *     protected ActorProvider actor() {
 *         return typed(new CountPixels());
 *     }
 *
 *     @Override
 *     protected List<ContractCase> cases() {
 *         return List.of(ContractCase.named("small cube").parameter("threshold", "2.5")
 *                 .input("cube", file -> writeCube(file, 10))
 *                 .enlarged(ContractCase.named("large cube").input("cube", file -> writeCube(file, 2000))));
 *     }
 * }
 * }</pre>
 *
 * <p>The class needs a constructor without arguments, for one test runs the cases in a Java process of its own.
 *
 * <p>The results on the cases are kept as a <em>golden summary</em> in {@link #goldenFolder()}, a file for each algorithm
 * number: a result that changes while the number stays the same fails. Run the test once with
 * {@code ARMILLARY_GOLDEN=update} in the environment, or with {@code -Darmillary.golden=update}, to write the file, look at it, and commit it.
 *
 * <p><b>Threads.</b> Tests of one contract run one after the other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ActorContract {

	private static final Duration CANCEL_LIMIT = Duration.ofSeconds(2);

	private @Nullable ContractJobs jobs;

	/** The actor; {@link #typed} makes it from a Java actor. */
	protected abstract ActorProvider actor();

	/** Jobs to try it on, at least one; the same each time. */
	protected abstract List<ContractCase> cases();

	/** Names of those parameters of type {@code double} that have no unit because they are ratios, powers or the like. */
	protected Set<String> pureNumbers() {
		return Set.of();
	}

	/** Where golden summaries are kept: {@code src_test/golden}, or {@code src/test/golden} in a usual Maven project. */
	protected Path goldenFolder() {
		Path project = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
		return project.resolve(Files.isDirectory(project.resolve("src_test")) ? "src_test/golden" : "src/test/golden");
	}

	/** How long a cancelled job may go on. */
	Duration cancelLimit() {
		return CANCEL_LIMIT;
	}

	/** A Java actor as the engine sees it; the test fails where it cannot be described. */
	protected static ActorProvider typed(Actor<?, ?, ?> actor) {
		try {
			return TypedActorProvider.of(actor);
		} catch (DescriptionException e) {
			throw new ContractViolation(ContractMessage.DESCRIPTION.with(e.explanation().summary()), e);
		}
	}

	/** There are cases, each of its own name, whose inputs are the same each time they are made. */
	@Test
	public final void casesAreUsable() throws IOException {
		var names = new HashSet<String>();
		for (ContractCase contractCase : cases()) {
			if (!names.add(contractCase.name())) {
				throw new ContractViolation(ContractMessage.CASES.with(jobs().actor().id(),
						"two cases of the name ‘" + contractCase.name() + "’"));
			}
			jobs().parameters(contractCase);
			RepeatRules.inputs(jobs(), contractCase);
		}
		if (names.isEmpty()) {
			throw new ContractViolation(ContractMessage.CASES.with(jobs().actor().id(), "no case"));
		}
	}

	/** Title, help, ports, parameters and units are there for the user to read. */
	@Test
	public final void documentationIsPresent() throws IOException {
		DocumentationRules.check(jobs().actor(), pureNumbers());
	}

	/** The defaults are valid, also for the constructor of the record. */
	@Test
	public final void defaultsAreValid() throws IOException {
		ParameterRules.defaults(jobs().provider());
	}

	/** Valid values, those at the ends of ranges included, survive being written as text and read. */
	@Test
	public final void parametersSurviveText() throws IOException {
		ParameterRules.roundTrip(jobs().provider());
	}

	/** plan() predicts ports, counts, categories and keywords of what run() makes. */
	@Test
	public final void planAgreesWithRun() throws IOException, InterruptedException {
		for (ContractCase contractCase : cases()) {
			PlanRules.check(jobs(), contractCase);
		}
	}

	/** Reports the time that plan() takes, which should be less than 50 ms. */
	@Test
	public final void planIsMeasured(TestReporter reporter) throws IOException {
		for (ContractCase contractCase : cases()) {
			reporter.publishEntry("milliseconds of plan(), " + contractCase.name(),
					String.format(Locale.ROOT, "%.3f", PlanRules.milliseconds(jobs(), contractCase)));
		}
	}

	/** The same inputs give the same content a second time. */
	@Test
	public final void resultsAreRepeatable() throws IOException, InterruptedException {
		for (ContractCase contractCase : cases()) {
			RepeatRules.again(jobs(), contractCase);
		}
	}

	/** Inputs under other names give the same content. */
	@Test
	public final void fileNamesDoNotMatter() throws IOException, InterruptedException {
		for (ContractCase contractCase : cases()) {
			RepeatRules.fileNames(jobs(), contractCase);
		}
	}

	/** Parameters marked as not in the key do not change the content. */
	@Test
	public final void parametersNotInKeyDoNotMatter() throws IOException, InterruptedException {
		for (ContractCase contractCase : cases()) {
			RepeatRules.notInKey(jobs(), contractCase);
		}
	}

	/** A read-only folder of inputs is good enough, and is left as it was. */
	@Test
	public final void readOnlyInputsSuffice() throws IOException, InterruptedException {
		for (ContractCase contractCase : cases()) {
			RepeatRules.readOnlyFolder(jobs(), contractCase);
		}
	}

	/** A job without optional inputs ends well or is refused, but not by a defect. */
	@Test
	public final void optionalInputsMayBeAbsent() throws IOException, InterruptedException {
		for (ContractCase contractCase : cases()) {
			RepeatRules.emptyPorts(jobs(), contractCase);
		}
	}

	/**
	 * Alone in a Java process with empty folders, another language, another time zone and one processor, the job writes only
	 * where it may, prints nothing, leaves its inputs alone and makes the same content.
	 */
	@Test
	public final void writesOnlyWhereTold() throws IOException, InterruptedException {
		for (ContractCase contractCase : cases()) {
			IsolationRules.check(jobs(), contractCase, getClass());
		}
	}

	/** A job ends within two seconds of being cancelled, at whatever moment that is. */
	@Test
	public final void cancelsSoon() throws IOException, InterruptedException {
		for (ContractCase contractCase : cases()) {
			CancelRules.check(jobs(), contractCase, cancelLimit());
		}
	}

	/** The results are those of the golden summary of this algorithm number. */
	@Test
	public final void resultsAreGolden() throws IOException, InterruptedException {
		GoldenRules.check(jobs(), cases(), goldenFolder(), GoldenRules.isUpdate());
	}

	/** Deletes what the tests wrote. */
	@AfterAll
	public final void removeFiles() throws IOException {
		ContractJobs used = jobs;
		if (used != null) {
			used.remove();
			jobs = null;
		}
	}

	private ContractJobs jobs() throws IOException {
		ContractJobs present = jobs;
		if (present == null) {
			present = new ContractJobs(actor());
			jobs = present;
		}
		return present;
	}
}
