package org.armillary.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

import org.armillary.actor.ActorException;
import org.armillary.actor.ProductFile;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortProducts;

/** Main class of the Java process in which {@link IsolationRules} runs a case alone. */
final class IsolatedJob {

	/** The event that the Java runtime records for each write to a file. */
	private static final String WRITE_EVENT = "jdk.FileWrite";

	private IsolatedJob() {
	}

	/**
	 * Runs a case and writes {@code report.properties}.
	 *
	 * @param arguments
	 *            class of the contract, name of the case, folder of the job
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException, ReflectiveOperationException {
		Path folder = Path.of(arguments[2]);
		var constructor = Class.forName(arguments[0]).asSubclass(ActorContract.class).getDeclaredConstructor();
		constructor.setAccessible(true);
		ActorContract contract = constructor.newInstance();
		ContractCase contractCase = contract.cases().stream().filter(candidate -> candidate.name().equals(arguments[1]))
				.findFirst().orElseThrow();
		Properties report = run(contract.actor(), contractCase, folder);
		try (Writer writer = Files.newBufferedWriter(folder.resolve("report.properties"))) {
			report.store(writer, null);
		}
	}

	private static Properties run(ActorProvider provider, ContractCase contractCase, Path folder)
			throws IOException, InterruptedException {
		var report = new Properties();
		PortProducts inputs = inputs(folder);
		TestContext context = TestContext.of(provider.descriptor(), folder.resolve("job"), contractCase.decisions());
		PrintStream out = System.out;
		PrintStream err = System.err;
		var printed = new ByteArrayOutputStream();
		try (var recording = new Recording(); var stream = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
			recording.enable(WRITE_EVENT).withoutThreshold().withoutStackTrace();
			recording.start();
			System.setOut(stream);
			System.setErr(stream);
			try {
				ParameterValues parameters = ParameterValues.parse(provider.descriptor(), contractCase.parameters());
				JobResult.of(provider.run(parameters, inputs, context), context).fingerprint()
						.forEach((name, text) -> report.setProperty(IsolationRules.FINGERPRINT + name, text));
			} catch (ActorException e) {
				report.setProperty(IsolationRules.FAILURE, e.kind() + " " + e.explanation().text());
			} finally {
				System.setOut(out);
				System.setErr(err);
			}
			recording.stop();
			Path file = folder.resolve("recording").resolve("writes.jfr");
			recording.dump(file);
			report.setProperty(IsolationRules.WRITTEN, strayWrites(file, folder));
		}
		if (printed.size() > 0) {
			report.setProperty(IsolationRules.PRINTED, printed.toString(StandardCharsets.UTF_8).strip());
		}
		return report;
	}

	/** Files outside the job's folder that were written to. */
	private static String strayWrites(Path recording, Path folder) throws IOException {
		var paths = new TreeSet<String>();
		for (var event : RecordingFile.readAllEvents(recording)) {
			if (event.getEventType().getName().equals(WRITE_EVENT)) {
				String path = event.getString("path");
				if (path != null && !path.isEmpty()) {
					paths.add(folder.resolve("work").resolve(path).normalize().toString());
				}
			}
		}
		paths.removeIf(path -> Path.of(path).startsWith(folder.resolve("job"))
				|| Path.of(path).startsWith(folder.resolve("recording")));
		return String.join(", ", paths);
	}

	private static PortProducts inputs(Path folder) throws IOException {
		var job = new Properties();
		try (Reader reader = Files.newBufferedReader(folder.resolve("job.properties"))) {
			job.load(reader);
		}
		var ports = new LinkedHashMap<String, List<ProductFile>>();
		for (int i = 0; job.containsKey(IsolationRules.INPUT + i + ".port"); i++) {
			String prefix = IsolationRules.INPUT + i + ".";
			ports.computeIfAbsent(job.getProperty(prefix + "port"), _ -> new ArrayList<>()).add(
					ProductFiles.describe(Path.of(job.getProperty(prefix + "path")),
							job.getProperty(prefix + "category")));
		}
		return new PortProducts(ports);
	}
}
