package org.armillary.workflow;

import java.util.List;

/** The keys of a workflow file, each list in the order in which they are written. */
final class Keys {

	static final String VERSION = "armillary-workflow";
	static final String NAME = "name";
	static final String DESCRIPTION = "description";
	static final String RULES = "rules";
	static final String INPUTS = "inputs";
	static final String PARAMETERS = "parameters";
	static final String NODES = "nodes";
	static final String CONNECTIONS = "connections";
	static final String OUTPUTS = "outputs";
	static final String PAYLOAD = "payload";
	static final String CATEGORY = "category";
	static final String HELP = "help";
	static final String BINDS = "binds";
	static final String VALUE = "value";
	static final String ACTOR = "actor";
	static final String USES = "uses";
	static final String ALGORITHM = "algorithm";
	static final String GROUP = "group";
	static final String BY = "by";
	static final String EXTENSIONS = "extensions";
	static final String WHEN = "when";
	static final String FROM = "from";
	static final String TO = "to";
	static final String RETAG = "retag";
	static final String MATCH = "match";
	static final String NEAREST = "nearest";

	static final String RUN_VERSION = "armillary-run";
	static final String RUN_WORKFLOW = "workflow";
	static final String DATA = "data";
	static final String OUT = "out";
	static final String SETTINGS = "settings";
	static final String OVERRIDES = "overrides";
	static final String WHERE = "where";
	static final String EXCLUDE = "exclude";
	static final String DECISIONS = "decisions";
	static final String OVERLAYS = "overlays";
	static final String DATASETS = "datasets";

	static final List<String> WORKFLOW = List.of(VERSION, NAME, DESCRIPTION, RULES, INPUTS, PARAMETERS, NODES,
			CONNECTIONS,
			OUTPUTS);
	static final List<String> INPUT = List.of(PAYLOAD, CATEGORY, HELP);
	static final List<String> PARAMETER = List.of(BINDS, VALUE, HELP);
	static final List<String> NODE = List.of(ACTOR, USES, ALGORITHM, PARAMETERS, GROUP, WHEN);
	static final List<String> GROUPING = List.of(BY, EXTENSIONS);
	static final List<String> CONNECTION = List.of(FROM, TO, RETAG, MATCH, NEAREST);
	static final List<String> RUN = List.of(RUN_VERSION, RUN_WORKFLOW, DATA, OVERLAYS, DATASETS, INPUTS, OUT, SETTINGS,
			OVERRIDES, EXCLUDE, DECISIONS);
	static final List<String> OVERRIDE = List.of(WHERE, SETTINGS);

	private Keys() {
	}
}
