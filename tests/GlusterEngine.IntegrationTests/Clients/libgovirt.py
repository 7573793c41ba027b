"""What libgovirt, unchanged, finds of a server: python3 libgovirt.py HOST:PORT CA-FILE USER, the password on the input. Prints JSON."""
import json
import sys

import gi

gi.require_version("GoVirt", "1.0")
from gi.repository import GoVirt

server, ca_file, user = sys.argv[1:]
found = {}


def names(collection):
    collection.fetch(proxy)
    return sorted(collection.get_resources())


proxy = GoVirt.Proxy.new(server)
proxy.set_property("username", user)
proxy.set_property("password", sys.stdin.readline().rstrip("\n"))
proxy.set_property("ssl-strict", True)
proxy.set_property("ssl-ca-file", ca_file)
proxy.set_property("admin", True)
api = proxy.fetch_api()
found["clusters"] = names(api.get_clusters())
found["hosts"] = names(api.get_hosts())
found["searched clusters"] = names(api.search_clusters("name=demo"))
clusters = api.get_clusters()
clusters.fetch(proxy)
cluster = clusters.lookup_resource("demo")
found["cluster"] = {key: cluster.get_property(key) for key in ("name", "guid", "href", "description")}
found["refreshed"] = cluster.refresh(proxy)
hosts = api.get_hosts()
hosts.fetch(proxy)
host = hosts.lookup_resource("gluster1")
found["host"] = {key: host.get_property(key) for key in ("name", "guid", "href")}
owner = host.get_cluster()
owner.refresh(proxy)
found["cluster of host"] = owner.get_property("name")

print(json.dumps(found))
