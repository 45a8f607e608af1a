package org.armillary.cli;

import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Option;

/** Options that say by which limits quality-control values are judged. */
final class LimitOptions {

	@Option(names = "--limits", paramLabel = "FILE", description = "A *.limits.yaml file with limits of quality-control values, which win over those that are installed; may be given several times.")
	private List<String> files = new ArrayList<>();

	@Option(names = "--no-limits", description = "Leave out the limits that are installed.")
	private boolean without;

	/** The limits in effect. */
	LimitFiles files(Invocation invocation) throws CliException {
		return LimitFiles.of(invocation, !without, files);
	}
}
