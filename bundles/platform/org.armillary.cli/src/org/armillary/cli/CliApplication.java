package org.armillary.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.ToIntFunction;

import org.armillary.actor.provider.ActorCatalog;
import org.armillary.plugins.rules.LimitCatalog;
import org.armillary.plugins.rules.RuleCatalog;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The command line as a service: takes the words after {@code armillary} and returns the exit code of the process. */
@Component(service = ToIntFunction.class, property = "armillary.application=cli")
public final class CliApplication implements ToIntFunction<String[]> {

	private final ActorCatalog catalog;
	private final RuleCatalog rules;
	private final LimitCatalog limits;
	private final Path installation;

	/** Made by Declarative Services. */
	@Activate
	public CliApplication(BundleContext context, @Reference ActorCatalog catalog, @Reference RuleCatalog rules,
			@Reference LimitCatalog limits) {
		this.catalog = catalog;
		this.rules = rules;
		this.limits = limits;
		String folder = context.getProperty("armillary.install");
		this.installation = Path.of(folder == null ? "." : folder);
	}

	@Override
	public int applyAsInt(String[] arguments) {
		var out = new PrintStream(new ResultOutput(new FileOutputStream(FileDescriptor.out)), false,
				StandardCharsets.UTF_8);
		// what an actor prints in spite of its contract must not get between the lines of a result
		System.setOut(System.err);
		var err = new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
		boolean interactive = System.console() != null && System.console().isTerminal()
				&& !"dumb".equals(System.getenv("TERM"));
		return CommandLineInterface.run(new Terminal(out, err, interactive), catalog, rules, limits,
				installation, arguments);
	}
}
