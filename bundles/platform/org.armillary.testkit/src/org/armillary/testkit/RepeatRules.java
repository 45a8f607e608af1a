package org.armillary.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.ParameterValues;

/** The same inputs give the same results, whatever else is different. */
final class RepeatRules {

	private static final int TRIED_VALUES = 3;

	private RepeatRules() {
	}

	/** The case makes the same inputs each time. */
	static void inputs(ContractJobs jobs, ContractCase contractCase) throws IOException {
		var first = jobs.inputs(contractCase).products().ports();
		var second = StagedInputs.make(contractCase, jobs.actor(), jobs.newFolder("inputs")).products().ports();
		for (var port : first.entrySet()) {
			for (int i = 0; i < port.getValue().size(); i++) {
				if (!ProductFiles.digest(port.getValue().get(i).path())
						.equals(ProductFiles.digest(second.get(port.getKey()).get(i).path()))) {
					throw new ContractViolation(
							ContractMessage.INPUTS_VARY.with(jobs.actor().id(), contractCase.name(), port.getKey()));
				}
			}
		}
	}

	/** A second run gives the same. */
	static void again(ContractJobs jobs, ContractCase contractCase) throws IOException, InterruptedException {
		compare(jobs, contractCase, jobs.parameters(contractCase), jobs.inputs(contractCase),
				ContractMessage.NOT_REPEATABLE);
	}

	/** Inputs of other names give the same. */
	static void fileNames(ContractJobs jobs, ContractCase contractCase) throws IOException, InterruptedException {
		StagedInputs renamed = jobs.inputs(contractCase).renamed(jobs.newFolder("other names"));
		compare(jobs, contractCase, jobs.parameters(contractCase), renamed, ContractMessage.FILE_NAMES);
	}

	/** Parameters that are not in the key change nothing. */
	static void notInKey(ContractJobs jobs, ContractCase contractCase) throws IOException, InterruptedException {
		for (ParameterDescriptor parameter : jobs.actor().parameters()) {
			if (!parameter.inKey()) {
				String present = jobs.parameters(contractCase).text(parameter.name());
				for (String text : ParameterSamples.of(parameter).stream().filter(sample -> !sample.equals(present))
						.limit(TRIED_VALUES).toList()) {
					notInKey(jobs, contractCase, parameter, text);
				}
			}
		}
	}

	private static void notInKey(ContractJobs jobs, ContractCase contractCase, ParameterDescriptor parameter,
			String text)
			throws IOException, InterruptedException {
		Map<String, String> changed = new LinkedHashMap<>(jobs.parameters(contractCase).text());
		changed.put(parameter.name(), text);
		try {
			ParameterValues parameters = ParameterValues.parse(jobs.actor(), changed);
			jobs.provider().environment(parameters);
			compare(jobs, contractCase, parameters, jobs.inputs(contractCase), ContractMessage.NOT_IN_KEY,
					parameter.name(), text);
		} catch (ActorException e) {
			if (e.kind() != Kind.USER) {
				throw jobs.failed(contractCase, e);
			}
		}
	}

	/** A folder that cannot be written to is good enough, and stays as it is. */
	static void readOnlyFolder(ContractJobs jobs, ContractCase contractCase) throws IOException, InterruptedException {
		StagedInputs inputs = jobs.inputs(contractCase).renamed(jobs.newFolder("read-only"));
		Map<String, String> before = inputs.content();
		permissions(inputs, "r--r--r--", "r-xr-xr-x");
		try {
			jobs.run(jobs.parameters(contractCase), inputs, jobs.context(contractCase));
		} catch (ActorException e) {
			throw new ContractViolation(
					ContractMessage.READ_ONLY.with(jobs.actor().id(), contractCase.name(), e.explanation().text()), e);
		} finally {
			permissions(inputs, "rw-r--r--", "rwxr-xr-x");
		}
		unchanged(jobs, contractCase, before, inputs);
	}

	/** Fails where the files in the folder of the inputs are not as they were. */
	static void unchanged(ContractJobs jobs, ContractCase contractCase, Map<String, String> before, StagedInputs inputs)
			throws IOException {
		String difference = JobResult.difference(before, inputs.content());
		if (!difference.isEmpty()) {
			throw new ContractViolation(
					ContractMessage.INPUT_CHANGED.with(jobs.actor().id(), contractCase.name(), difference));
		}
	}

	/** Without optional inputs the job ends well or is refused, but never by a defect. */
	static void emptyPorts(ContractJobs jobs, ContractCase contractCase) throws IOException, InterruptedException {
		StagedInputs inputs = jobs.inputs(contractCase).mandatory(jobs.actor());
		try {
			jobs.run(jobs.parameters(contractCase), inputs, jobs.context(contractCase));
		} catch (ActorException e) {
			if (e.kind() == Kind.BUG) {
				throw new ContractViolation(
						ContractMessage.EMPTY_PORT.with(jobs.actor().id(), contractCase.name(), e.explanation().text()),
						e);
			}
		}
	}

	private static void compare(ContractJobs jobs, ContractCase contractCase, ParameterValues parameters,
			StagedInputs inputs,
			ContractMessage message, String... more) throws IOException, InterruptedException {
		Map<String, String> expected = jobs.result(contractCase).fingerprint();
		try {
			String difference = JobResult.difference(expected,
					jobs.run(parameters, inputs, jobs.context(contractCase)).fingerprint());
			if (!difference.isEmpty()) {
				var values = new java.util.ArrayList<Object>(java.util.List.of(jobs.actor().id(), contractCase.name()));
				values.addAll(java.util.List.of(more));
				values.add(difference);
				throw new ContractViolation(message.with(values.toArray()));
			}
		} catch (ActorException e) {
			throw jobs.failed(contractCase, e);
		}
	}

	private static void permissions(StagedInputs inputs, String files, String folder) throws IOException {
		if (Files.getFileAttributeView(inputs.folder(), PosixFileAttributeView.class) == null) {
			return;
		}
		try (var list = Files.list(inputs.folder())) {
			for (Path file : list.toList()) {
				Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(files));
			}
		}
		Files.setPosixFilePermissions(inputs.folder(), PosixFilePermissions.fromString(folder));
	}
}
