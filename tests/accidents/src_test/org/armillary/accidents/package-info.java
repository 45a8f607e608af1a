/**
 * What happens to runs when something goes wrong around them: their processes are killed, the power fails, the disk is full,
 * others use the same store. In all cases a run can be resumed, and its products are the same as without the accident.
 */
package org.armillary.accidents;
