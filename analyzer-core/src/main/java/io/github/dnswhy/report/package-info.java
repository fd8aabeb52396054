/**
 * The last stage of the data's way: what was found, in the forms that people and programs read.
 *
 * <p>A {@link io.github.dnswhy.report.ReportWriter} writes a whole {@link io.github.dnswhy.model.Report}; a {@link
 * io.github.dnswhy.report.TableWriter} writes the rows behind it, one at a time, so that millions of them need no
 * memory. Nothing is judged here: writers choose, order and escape, they do not conclude. All forms are the same
 * octets on every machine; no locale, time zone or clock has a say.
 */
package io.github.dnswhy.report;
