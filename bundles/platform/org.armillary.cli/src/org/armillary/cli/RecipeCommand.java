package org.armillary.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.JobResult;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunRequest.Layout;
import org.armillary.engine.RunResult;
import org.armillary.engine.job.InProcessExecutor;
import org.armillary.engine.run.Engine;
import org.armillary.workflow.Connection;
import org.armillary.workflow.PortReference;
import org.armillary.workflow.Workflow;
import org.armillary.workflow.WorkflowDocument;
import org.armillary.workflow.WorkflowInput;
import org.armillary.workflow.WorkflowNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs one actor alone, as a workflow of one node. */
@Command(name = "recipe", description = "Runs one actor alone on files.", sortOptions = false)
final class RecipeCommand extends Verb {

	@Parameters(paramLabel = "ACTOR", description = "Id of the actor.")
	private String actor = "";

	@Mixin
	private RunOptions options = new RunOptions();

	@Mixin
	private OneJobOptions oneJob = new OneJobOptions();

	RecipeCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		ActorDescriptor descriptor = Actors.find(invocation, actor);
		if (oneJob.isAsked()) {
			return new OneJob(invocation, descriptor, oneJob).run(options);
		}
		String node = actor.substring(actor.lastIndexOf('.') + 1);
		Map<String, List<Path>> files = options.inputs();
		checkPorts(descriptor, files);
		Workflow workflow = Workflow.named(descriptor.title()).withNode(WorkflowNode.of(node, actor));
		for (String port : files.keySet()) {
			PortDescriptor input = descriptor.input(port).orElseThrow();
			workflow = workflow
					.withInput(new WorkflowInput(port, input.payload(), input.categories(), input.help()))
					.withConnection(new Connection(new PortReference("", port), new PortReference(node, port),
							Optional.empty()));
		}
		var request = new RunRequest(WorkflowDocument.of(workflow, actor),
				options.settings(node + ".", "PARAMETER=VALUE"), files, options.out(Optional.empty()), Layout.FLAT);
		return run(request);
	}

	/** Runs in this process, whatever memory it takes, and remembers nothing. */
	private int run(RunRequest request) throws CliException {
		var reporter = new RunReporter(invocation, RemainingTime.unknown());
		try (TemporaryStore temporary = TemporaryStore.in(request.outputFolder());
				var executor = new InProcessExecutor(invocation.catalog())) {
			RunResult result = new Engine(invocation.catalog(), temporary.store(), executor)
					.forPassingStore().run(request, ExecutionOptions.of(MachineMemory.budget()), reporter);
			return new RunTold(invocation, reporter.course()).tell(forgotten(result, temporary));
		} catch (RefusedException e) {
			throw CliException.of(e);
		}
	}

	/** The result without what would send a user to the store, of which nothing is left. */
	private static RunResult forgotten(RunResult result, TemporaryStore temporary) {
		List<JobResult> results = result.results().stream().map(job -> new JobResult(job.job(), job.status(),
				job.products(), job.qc(),
				job.messages().stream().map(message -> forgotten(message, temporary)).toList(),
				job.failure(), job.trace(), job.duration(), job.use(), job.reusedFrom())).toList();
		return new RunResult("", result.workflow(), result.outcome(), results, result.idle(), result.messages());
	}

	private static Message forgotten(Message message, TemporaryStore temporary) {
		return new Message(message.id(), message.summary(), message.detail(),
				message.remedies().stream().filter(remedy -> !temporary.isNamedIn(remedy)).toList());
	}

	/** Refuses files for ports that are not there, and ports that lack a file. */
	static void checkPorts(ActorDescriptor actor, Map<String, List<Path>> files) throws CliException {
		var problems = new ArrayList<Message>();
		var names = actor.inputs().stream().map(PortDescriptor::name).toList();
		for (String port : files.keySet()) {
			if (!names.contains(port)) {
				problems.add(CliMessage.UNKNOWN_PORT.with(actor.id(), port,
						names.isEmpty() ? "none" : String.join(", ", names)));
			}
		}
		if (problems.isEmpty()) {
			for (PortDescriptor port : actor.inputs()) {
				if (port.min() > 0 && !files.containsKey(port.name())) {
					problems.add(CliMessage.PORT_WITHOUT_FILE.with(actor.id(), port.name(),
							port.payload().name().toLowerCase(Locale.ROOT)));
				}
			}
		}
		if (!problems.isEmpty()) {
			throw new CliException(ExitCode.REFUSED, problems, null);
		}
	}
}
