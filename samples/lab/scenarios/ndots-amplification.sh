# shellcheck shell=bash
NODE_LOCAL_POD=""
ROOT_CAUSE=none
BLAME=false
SERVER=none
FAULT="None that costs: every external name is asked under three suffixes first, and all answers are quick."
BACKENDS="auth.example.org storage.example.org api.example.net cart"
