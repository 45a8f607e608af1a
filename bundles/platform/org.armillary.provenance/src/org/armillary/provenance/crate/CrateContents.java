package org.armillary.provenance.crate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.engine.run.RunRecord;
import org.armillary.provenance.Ancestry.Step;

/**
 * What is in a crate, after all files were written into it.
 *
 * @param run
 *            the run
 * @param steps
 *            its jobs that have a result
 * @param told
 *            what is needed to run it again
 * @param inputNumbers
 *            numbers of the files that the run was given, by digest
 * @param workflow
 *            where the workflow is in the crate
 * @param written
 *            sizes and check sums of the files in the crate, by place
 */
record CrateContents(RunRecord run, List<Step> steps, CrateRun told, Map<String, Integer> inputNumbers,
		String workflow, Map<String, CrateTarget.Written> written) {

	CrateContents {
		steps = List.copyOf(steps);
		inputNumbers = Map.copyOf(inputNumbers);
		written = Collections.unmodifiableMap(new LinkedHashMap<>(written));
	}
}
