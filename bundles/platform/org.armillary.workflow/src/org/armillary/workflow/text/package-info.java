/**
 * Texts that people write and Armillary reads, whatever they say: workflows, run files, rule files. The YAML of which they are
 * made ({@link org.armillary.workflow.text.YamlText}, {@link org.armillary.workflow.text.YamlFields}), places in them, and the
 * problems that are told with line and column ({@link org.armillary.workflow.text.Problems}).
 */
@NullMarked
package org.armillary.workflow.text;

import org.jspecify.annotations.NullMarked;
