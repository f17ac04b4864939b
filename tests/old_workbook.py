"""An Excel workbook of the kind before 2007, for tests of reading."""

import base64
import zlib

# Made by another program: a title above the header, a phone as a number, a date, yes or no, two merged cells.
OLD = zlib.decompress(
    base64.b85decode(
        "c-rk)O-NKx6#m}dI8Kg^rhx`B2w9n;GiljEr?J#c>C~o(pq|cvqVvNzE_6|rxh#TKMH|5uZR}^!4@K0jKrm_%1c4T<BB&^6p}x*N"
        "^WLOp;6Mq=`yTJSbIv{YefR&~_g+pH&WztFo5eCTL&1WP3&$d#M0c)bctGifAyn(>q}#Buu8`}bj&x{v<ethAeJJ{S7BX(D&qxCA"
        "={|`BI^wa2cMZ|PWzZ#2h9;5{u9GJprCh2amfb8jv%JNTk6G?#&qbC^6gwlGz;vLas?i+9$K?u6%ZGUHea`ciJwBA+xfsP~FH7lI"
        "4Z&ou-oMTg%GEqffI7525{o2-U4R>K0YikEXtX9Ao<T8n_5^+yUf{bmtDkyp|JwQ`kpJgWf6ib0PU^(v{wuNyjKDa}lVpqr^(8eu"
        "kwcMqqCYZ6dGdL%^P1f`nDiz%q1x-O^Y5WC(bk(BNO?Q-XoME`L%OMJK&Xc%JuT`jy~$KhSRZl&tx>(V-`kl;c{>MFG`<eRqX|7W"
        "qyWK~PP_*{>%;U2c1I&LpIYJ$NI_{3eb6z0VdMb~b@erk^$j(?djDP`_xWr64Yj^~jXsyyU3fL}ELn}*JWKOPhEc$JA<tD0HOJh|"
        "udfbwg#xG8Gr~JidY{@Rngs^Vi5!$UpHnngZ>{1SyI7v*w{B&<jAb!J(z7yDVk&K;9CLwFD~V?}<8@&BB7FzxW1o&ZC?ER}*h%_i"
        "`|NP><eR`aDrnyfQ+{!cqFSn!u3Z&)7_gp_xu(5iS^CHN=9E2V-3)UxF2KB)(S$;lB0}ccEsc;lLbOTRvf3|g$z&-ROCd|mSSnds"
        "#?r`gm^{h~JPPyVnDGkpi2hKh?G@$$zPJXaz6H<7B3+>x-+e(#mh2>5<uayo3Z`6>NnL?SWhR%&q%zZ{j3t=zGM1>3Tl74!sLTR9"
        "fzUOs-A9U&m|vr-SuVmo(Kxh+{DuoQY}l}2!-fqT8wcWCC=NX0^ro68WO2&NG5_n#)4gE-CfTq!ia1><`lxJ0jGjphWi@`bK$EO@"
        "Nvq6b{Vx<aM(j!YKJ4Oh^kqGM>8nXvT%T2E^!&Rilr8^4Hs$=!{J#LWHw5G"
    )
)
