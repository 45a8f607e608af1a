/**
 * Messages for users: identity, one sentence, detail, remedies. Every bundle of Armillary and every plug-in reports
 * problems in this form.
 */
@NullMarked
package org.armillary.actor.message;

import org.jspecify.annotations.NullMarked;
