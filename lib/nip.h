/* SPDX-License-Identifier: MIT */
/* What the 18 digits of a NIP say by themselves.
 *
 *	19880214 201402 1 007	PNS: birth, month of appointment, sex, serial
 *	19920507 202221 2 004	PPPK: birth, year and number of the contract
 *				(21, 22, ...), sex, serial */
#ifndef SKP_NIP_H
#define SKP_NIP_H

#include "clock.h"

enum nip_kind { NIP_NEITHER, NIP_PNS, NIP_PPPK };

/* Parts that may be impossible. */
enum {
	NIP_LAHIR = 1,	 /* birth is no date */
	NIP_TMT = 2,	 /* digits 13-14 are neither month nor contract */
	NIP_USIA = 4,	 /* appointed less than 17 calendar years old */
	NIP_KELAMIN = 8, /* sex is not 1 or 2 */
	NIP_URUT = 16	 /* serial is 000 */
};

/* Is it 18 digits? The others ask for nothing less. */
bool nip_whole(struct text t);
enum nip_kind nip_kind(struct text t);
uint32_t nip_impossible(struct text t);

#endif
