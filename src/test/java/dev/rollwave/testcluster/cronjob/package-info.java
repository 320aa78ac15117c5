/**
 * The shipped {@code k8s-cronjob.yaml}, driven by the real CronJob and Job controllers: a kubelet
 * that starts processes runs its pods, while the pods of the workloads stay played.
 */
@NullMarked
package dev.rollwave.testcluster.cronjob;

import org.jspecify.annotations.NullMarked;
