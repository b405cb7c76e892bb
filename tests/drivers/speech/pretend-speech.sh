#!/bin/sh
# Stands in for espeak-ng: one English voice, and for any words on stdin a second of a square wave,
# with the lengths in the header that a program writes to a pipe.
if [ "$1" = "--voices" ]; then
  printf 'Pty Language       Age/Gender VoiceName\n 5  en-gb           --/M      English\n'
  exit 0
fi
cat >/dev/null
printf 'RIFF\377\377\377\177WAVEfmt \020\000\000\000\001\000\001\000\100\037\000\000\200\076\000\000\002\000\020\000data\377\377\377\177'
i=0
while [ $i -lt 400 ]; do
  printf '\000\020\000\020\000\020\000\020\000\020\000\020\000\020\000\020\000\020\000\020\000\360\000\360\000\360\000\360\000\360\000\360\000\360\000\360\000\360\000\360'
  i=$((i + 1))
done
