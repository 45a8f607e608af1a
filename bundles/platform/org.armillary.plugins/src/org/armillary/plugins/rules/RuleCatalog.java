package org.armillary.plugins.rules;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The rule files that are installed. A bundle names them in its manifest, separated by commas, each with the ending
 * {@value #ENDING}:
 *
 * <pre>{@code
 * Armillary-Rules: rules/kmos.rules.yaml
 * }</pre>
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
@ProviderType
public interface RuleCatalog extends TextCatalog {

	/** Header of the manifest. */
	String HEADER = "Armillary-Rules";

	/** What the names of rule files end with; what stands before it is the name of the rules. */
	String ENDING = ".rules.yaml";

	/** No rules are installed. */
	RuleCatalog NONE = List::of;
}
