package org.armillary.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobFacts.UsedParameter;
import org.armillary.engine.JobKey;
import org.armillary.engine.KeyPart;
import org.armillary.report.page.HtmlPage;
import org.armillary.report.page.PagedTable;
import org.armillary.report.page.PagedTable.Column;

/** The parameters that were not left at their defaults. */
final class ParametersSection {

	private static final int ROWS = 50;

	private final ReportRun run;

	/** A value that some jobs of a node had. */
	private record Setting(String node, String actor, UsedParameter parameter) {
	}

	ParametersSection(ReportRun run) {
		this.run = run;
	}

	/** Writes it. */
	void write(HtmlPage page) {
		page.open("section", List.of("id", "parameters", "aria-labelledby", "parameters-title"));
		page.open("h2", List.of("id", "parameters-title")).text("Parameters that differ from their defaults")
				.close("h2");
		var settings = new LinkedHashMap<Setting, Integer>();
		for (ReportJob job : run.jobs()) {
			for (UsedParameter parameter : used(job)) {
				if (!parameter.isDefault()) {
					settings.merge(new Setting(job.node(), job.actor(), parameter), 1, Integer::sum);
				}
			}
		}
		if (settings.isEmpty()) {
			page.element("p", "soft", "None: every job ran with the defaults of its actor.");
		} else {
			table(settings, page);
		}
		page.close("section");
	}

	private void table(Map<Setting, Integer> settings, HtmlPage page) {
		var table = new PagedTable("parameter-table", "By node", "parameters",
				List.of(Column.words("node"), Column.words("parameter"), Column.words("value"), Column.words("default"),
						Column.words("unit"), Column.numbers("jobs"), Column.words("meaning")),
				List.of("node"), ROWS);
		settings.forEach((setting, jobs) -> {
			UsedParameter parameter = setting.parameter();
			var known = run.catalog().descriptor(setting.actor())
					.flatMap(actor -> actor.parameter(parameter.name()));
			var cells = new HtmlPage();
			cells.open("td").text(setting.node()).end("td");
			cells.open("th", List.of("scope", "row")).text(parameter.name()).end("th");
			cells.open("td").open("strong").text(value(parameter.value())).end("strong").end("td");
			cells.open("td").text(value(parameter.defaultValue())).end("td");
			cells.open("td").text(known.map(ParameterDescriptor::unit).orElse("")).end("td");
			cells.open("td", List.of("class", "number")).text(Integer.toString(jobs)).end("td");
			cells.open("td", List.of("class", "long")).text(known.map(ParameterDescriptor::help).orElse("")
					+ (parameter.inKey() ? "" : " (does not change results)")).end("td");
			table.row(List.of("data-node", setting.node()), cells);
		});
		table.write(page);
	}

	private static String value(String text) {
		return text.isEmpty() ? "(empty)" : text;
	}

	/** The parameters of a job: from its facts, or for results without them from key and installed actor. */
	private List<UsedParameter> used(ReportJob job) {
		JobFacts facts = job.facts();
		if (!facts.parameters().isEmpty()) {
			return facts.parameters();
		}
		ActorDescriptor actor = run.catalog().descriptor(job.actor()).orElse(null);
		var used = new ArrayList<UsedParameter>();
		if (actor != null) {
			for (KeyPart part : job.job().key().map(JobKey::parts).orElse(List.of())) {
				if (part.kind() == KeyPart.Kind.PARAMETER) {
					actor.parameter(part.name()).ifPresent(parameter -> used.add(new UsedParameter(parameter.name(),
							part.value(), canonicalDefault(parameter), parameter.inKey())));
				}
			}
		}
		return used;
	}

	private static String canonicalDefault(ParameterDescriptor parameter) {
		try {
			return parameter.format(parameter.parse(parameter.defaultText()));
		} catch (ActorException e) {
			System.getLogger(ParametersSection.class.getName()).log(System.Logger.Level.DEBUG,
					"the default of " + parameter.name(), e);
			return parameter.defaultText();
		}
	}
}
