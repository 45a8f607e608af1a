package org.armillary.testkit;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

import org.armillary.actor.ProductFile;

/**
 * Runs a case alone in a Java process of its own, whose working folder, home and folder for temporary files are empty, with
 * another language, time zone and number of processors; then looks at what it left and what it wrote.
 */
final class IsolationRules {

	static final String INPUT = "input.";
	static final String FINGERPRINT = "fingerprint.";
	static final String FAILURE = "failure";
	static final String PRINTED = "printed";
	static final String WRITTEN = "written";

	private static final String SURROUNDINGS = "Turkish, time zone of Nepal, one processor";
	private static final Duration LONGEST = Duration.ofMinutes(3);

	private final ContractJobs jobs;
	private final ContractCase contractCase;
	private final Path folder;

	private IsolationRules(ContractJobs jobs, ContractCase contractCase) throws IOException {
		this.jobs = jobs;
		this.contractCase = contractCase;
		folder = jobs.newFolder("alone").toRealPath();
	}

	/**
	 * Checks a case.
	 *
	 * @param contract
	 *            a class with a constructor without arguments
	 */
	static void check(ContractJobs jobs, ContractCase contractCase, Class<? extends ActorContract> contract)
			throws IOException, InterruptedException {
		new IsolationRules(jobs, contractCase).check(contract);
	}

	private void check(Class<? extends ActorContract> contract) throws IOException, InterruptedException {
		Map<String, String> expected = jobs.result(contractCase).fingerprint();
		StagedInputs inputs = jobs.inputs(contractCase).renamed(folder.resolve("inputs"));
		for (String name : List.of("work", "home", "temporary", "job", "recording")) {
			Files.createDirectory(folder.resolve(name));
		}
		write(inputs);
		Map<String, String> before = inputs.content();
		Properties report = start(contract);
		String written = report.getProperty(WRITTEN, "");
		String left = java.util.stream.Stream.of("work", "home", "temporary")
				.flatMap(name -> content(folder.resolve(name)))
				.map(Path::toString).collect(Collectors.joining(", "));
		if (!written.isEmpty() || !left.isEmpty()) {
			throw violation(ContractMessage.STRAY_FILES, written.isEmpty() ? left : written);
		}
		RepeatRules.unchanged(jobs, contractCase, before, inputs);
		if (report.containsKey(FAILURE)) {
			throw violation(ContractMessage.ENVIRONMENT, SURROUNDINGS, report.getProperty(FAILURE));
		}
		if (report.containsKey(PRINTED)) {
			throw violation(ContractMessage.PRINTED, report.getProperty(PRINTED));
		}
		var found = new LinkedHashMap<String, String>();
		report.stringPropertyNames().stream().filter(name -> name.startsWith(FINGERPRINT))
				.forEach(name -> found.put(name.substring(FINGERPRINT.length()), report.getProperty(name)));
		String difference = JobResult.difference(expected, found);
		if (!difference.isEmpty()) {
			throw violation(ContractMessage.ENVIRONMENT, SURROUNDINGS, difference);
		}
	}

	private ContractViolation violation(ContractMessage message, String... more) {
		var values = new ArrayList<Object>(List.of(jobs.actor().id(), contractCase.name()));
		values.addAll(List.of(more));
		return new ContractViolation(message.with(values.toArray()));
	}

	private static java.util.stream.Stream<Path> content(Path place) {
		try (var files = Files.walk(place)) {
			return files.filter(file -> !file.equals(place)).toList().stream();
		} catch (IOException e) {
			throw new java.io.UncheckedIOException(e);
		}
	}

	private void write(StagedInputs inputs) throws IOException {
		var job = new Properties();
		int number = 0;
		for (var port : inputs.products().ports().entrySet()) {
			for (ProductFile product : port.getValue()) {
				String prefix = INPUT + number++ + ".";
				job.setProperty(prefix + "port", port.getKey());
				job.setProperty(prefix + "category", product.category());
				job.setProperty(prefix + "path", product.path().toString());
			}
		}
		try (Writer writer = Files.newBufferedWriter(folder.resolve("job.properties"))) {
			job.store(writer, null);
		}
	}

	private Properties start(Class<? extends ActorContract> contract) throws IOException, InterruptedException {
		Path output = folder.resolve("output.txt");
		ProcessBuilder builder = new ProcessBuilder(command(contract)).directory(folder.resolve("work").toFile())
				.redirectErrorStream(true).redirectOutput(output.toFile());
		builder.environment().put("CLASSPATH", classPath());
		builder.environment().put("HOME", folder.resolve("home").toString());
		builder.environment().put("TMPDIR", folder.resolve("temporary").toString());
		builder.environment().keySet().removeIf(name -> name.startsWith("XDG_") || name.equals("JAVA_TOOL_OPTIONS"));
		Process process = builder.start();
		try {
			if (!process.waitFor(LONGEST)) {
				throw violation(ContractMessage.PROCESS, "no end within " + LONGEST.toMinutes() + " minutes",
						Files.readString(output));
			}
		} finally {
			process.destroyForcibly();
		}
		Path file = folder.resolve("report.properties");
		if (process.exitValue() != 0 || !Files.exists(file)) {
			throw violation(ContractMessage.PROCESS, "exit code " + process.exitValue(), Files.readString(output));
		}
		var report = new Properties();
		try (Reader reader = Files.newBufferedReader(file)) {
			report.load(reader);
		}
		return report;
	}

	private List<String> command(Class<? extends ActorContract> contract) {
		var command = new ArrayList<String>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
				.filter(argument -> argument.startsWith("--add-") || argument.startsWith("--enable-"))
				.forEach(command::add);
		command.addAll(List.of("-Xmx" + Runtime.getRuntime().maxMemory(), "-Xshare:auto", "-XX:TieredStopAtLevel=1",
				"-XX:-UsePerfData", "-XX:ActiveProcessorCount=1",
				"-XX:FlightRecorderOptions=repository=" + folder.resolve("recording"), "-Duser.language=tr",
				"-Duser.country=TR", "-Duser.timezone=Asia/Kathmandu", "-Duser.home=" + folder.resolve("home"),
				"-Djava.io.tmpdir=" + folder.resolve("temporary"), IsolatedJob.class.getName(), contract.getName(),
				contractCase.name(), folder.toString()));
		return command;
	}

	/** The class path with absolute entries, for the process has another working folder. */
	private static String classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
				.map(entry -> Path.of(entry).toAbsolutePath().toString())
				.collect(Collectors.joining(File.pathSeparator));
	}
}
