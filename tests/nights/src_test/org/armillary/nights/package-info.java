/**
 * What the organiser makes of random nights, compared with {@link org.armillary.nights.SlowOrganiser}, which does the
 * same in the plainest way that there is and shares no code with it but the models and readers of rules and headers,
 * and conditions.
 */
package org.armillary.nights;
