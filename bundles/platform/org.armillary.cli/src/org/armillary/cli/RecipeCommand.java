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
import org.armillary.engine.RunRequest.Layout;
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

	RecipeCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		ActorDescriptor descriptor = Actors.find(invocation, actor);
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
		return options.run(invocation, WorkflowDocument.of(workflow, actor),
				options.settings(node + ".", "PARAMETER=VALUE"), files,
				Layout.FLAT);
	}

	private static void checkPorts(ActorDescriptor actor, Map<String, List<Path>> files) throws CliException {
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
