#!/bin/sh
# R computes what we computed, from the same files.
. "${SRCDIR:-.}/tests/lib.sh"
need Rscript

# 12 small studies: sizes, ties, zeros and those who were lost vary.
awk 'BEGIN {
	srand(20261122)
	for (s = 1; s <= 12; s++) {
		b = "b" s ".csv"; a = "a" s ".csv"
		print "code,x,q1,q2,q3,q4" >b
		print "code,x,dose" >a
		n = 4 + int(rand() * 70)
		for (i = 1; i <= n; i++) {
			fine = s % 3 == 0
			x = 20 + rand() * 30
			y = x - 3 + rand() * 10
			if (!fine) { x = int(x); y = int(y) }
			t = rand() * 2
			printf "p%d,%.6f,%d,%d,%d,%d\n", i, x, int(t + rand() * 4),
			    int(t + rand() * 4), int(t + rand() * 4),
			    int(t + rand() * 4) >b
			if (rand() < 0.85)
				printf "p%d,%.6f,%d\n", i, y, int(rand() * 12) >a
		}
		close(b); close(a)
	}
}'
cat >key.txt <<'END'
Format: balint-key/1
Answers: 0..6
Scale: s sum 3
Scale: m mean all
Item: q1 s
Item: q2 s reverse
Item: q3 s
Item: q4 s
Item: q1 m
Item: q3 m
END
for s in 1 2 3 4 5 6 7 8 9 10 11 12; do
	balint-stats pairs -q -f csv --score x --dose dose b$s.csv a$s.csv >p$s.csv || echo bad
	balint-stats score -q -f csv --key ./key.txt --summary b$s.csv >s$s.csv || echo bad
done
cat >check.R <<'END'
options(warn = -1)
worst <- 0; n <- 0
near <- function(what, got, want, digits) {
	n <<- n + 1
	if (is.na(got) && is.na(want)) return()
	d <- abs(got - want) / (10^-digits)
	if (is.na(d) || d > 0.51) cat("differs:", what, got, want, "\n")
}
J <- function(m) gamma(m/2) / (sqrt(m/2) * gamma((m-1)/2))
for (s in 1:12) {
	b <- read.csv(paste0("b", s, ".csv")); a <- read.csv(paste0("a", s, ".csv"))
	p <- read.csv(paste0("p", s, ".csv"))
	m <- merge(b, a, by = "code"); d <- m$x.y - m$x.x; k <- nrow(m)
	lost <- b$x[!(b$code %in% a$code)]
	t <- t.test(m$x.y, m$x.x, paired = TRUE)
	near("pairs", p$pairs, k, 0)
	near("only before", p$only_before, length(lost), 0)
	near("mean before", p$mean_before, mean(m$x.x), 4)
	near("sd after", p$sd_after, sd(m$x.y), 4)
	near("change", p$change, mean(d), 4)
	near("sd change", p$sd_change, sd(d), 4)
	near("lo", p$change_lo, t$conf.int[1], 4)
	near("hi", p$change_hi, t$conf.int[2], 4)
	near("t", p$t, t$statistic, 4)
	near("p", p$p_t, t$p.value, 6)
	w <- wilcox.test(round(d, 6))
	near("v", p$v, w$statistic, 4)
	near("p wilcoxon", p$p_wilcoxon, w$p.value, 6)
	if ((p$wilcoxon == "exact") != !grepl("correction", w$method))
		cat("differs: exact or not", s, "\n")
	f <- function(q) uniroot(function(x) pt(t$statistic, k - 1, x) - q,
	    c(-37, 37), tol = 1e-10)$root
	near("g", p$g, J(k - 1) * mean(d) / sd(d), 4)
	near("g lo", p$g_lo, J(k - 1) * f(.975) / sqrt(k), 4)
	near("g hi", p$g_hi, J(k - 1) * f(.025) / sqrt(k), 4)
	g <- J(k - 1) * mean(d) / sd(m$x.x)
	se <- sqrt((2 * (1 - cor(m$x.x, m$x.y)) + g^2 / 2) / k)
	near("g before", p$g_before, g, 4)
	near("g before lo", p$g_before_lo, g - qnorm(.975) * se, 4)
	if (length(lost) > 1) {
		l <- t.test(lost, m$x.x)
		near("lost", p$lost_minus_kept, -diff(l$estimate), 4)
		near("p lost", p$p_lost, l$p.value, 6)
	}
	c <- cor.test(m$dose, round(d, 6), method = "spearman", exact = FALSE)
	near("rho", p$rho_dose, c$estimate, 4)
	near("p dose", p$p_dose, c$p.value, 6)
	q <- as.matrix(b[, c("q1", "q2", "q3", "q4")]); q[, 2] <- 6 - q[, 2]
	alpha <- function(X) ncol(X) / (ncol(X) - 1) *
	    (1 - sum(apply(X, 2, var)) / var(rowSums(X)))
	z <- read.csv(paste0("s", s, ".csv"))
	near("sum", z$mean[1], mean(rowSums(q)), 4)
	near("sd", z$sd[1], sd(rowSums(q)), 4)
	near("alpha", z$alpha[1], alpha(q), 4)
	near("mean", z$mean[2], mean(rowMeans(q[, c(1, 3)])), 4)
	near("alpha 2", z$alpha[2], alpha(q[, c(1, 3)]), 4)
}
# Fleiss, Cohen & Everitt 1969 on three tables of tests/test-stattest.c.
kappa <- function(x) {
	n <- sum(x); p <- x / n; r <- rowSums(p); c <- colSums(p)
	e <- sum(r * c); k <- (sum(diag(p)) - e) / (1 - e)
	v <- 0
	for (i in 1:nrow(p)) for (j in 1:ncol(p))
		v <- v + p[i, j] * ((i == j) - (c[i] + r[j]) * (1 - k))^2
	c(k, sqrt((v - (k - e * (1 - k))^2) / ((1 - e)^2 * n)))
}
near("kappa", 0.4, kappa(matrix(c(20, 10, 5, 15), 2))[1], 12)
near("kappa se", 0.1269960629311, kappa(matrix(c(20, 10, 5, 15), 2))[2], 12)
x <- matrix(c(88, 10, 2, 14, 40, 6, 18, 10, 12), 3, byrow = TRUE)
near("kappa 3", 0.4915254237288135, kappa(x)[1], 12)
near("kappa 3 se", 0.0510018155760779, kappa(x)[2], 12)
cat("compared", n, "\n")
END
ok 'R reads what we printed and computes the same' sh -c 'Rscript check.R >r.out && cat r.out && ! grep -q differs r.out'
ok 'and it was enough' sh -c '[ "$(sed -n "s/compared //p" r.out)" -gt 300 ]'
finish
