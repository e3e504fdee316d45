#!/bin/sh
# /usr/local/sbin/zhuanban: the command with the settings and the account of the service, for root.
set -a
. /etc/zhuanban.env
cd /
exec runuser -u zhuanban -- /opt/zhuanban/bin/zhuanban "$@"
