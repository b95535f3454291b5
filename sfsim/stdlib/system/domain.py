"""System.DomainCreator, DomainParser and Domain: the host names of an org.

Source: Apex Reference Guide, "DomainCreator Class", "DomainParser Class"; Salesforce Help,
"My Domain URL Formats" (enhanced domains).
"""

from __future__ import annotations

from typing import Any, Final

from sfsim.runtime.collections import not_null
from sfsim.runtime.objects import ApexEnum
from sfsim.stdlib.platform_enums import constant
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.url import ORG_DOMAIN_URL, Url

MY_DOMAIN: Final = ORG_DOMAIN_URL.removeprefix("https://").partition(".")[0]
HOSTS: Final = (
    ("ORG_MY_DOMAIN", "{name}.my.salesforce.com"),
    ("LIGHTNING_DOMAIN", "{name}.lightning.force.com"),
    ("VISUALFORCE_DOMAIN", "{name}--{package}.vf.force.com"),
    ("CONTENT_DOMAIN", "{name}.file.force.com"),
    ("EXPERIENCE_CLOUD_SITES_DOMAIN", "{name}.my.site.com"),
    ("SALESFORCE_SITES_DOMAIN", "{name}.my.salesforce-sites.com"),
    ("LIGHTNING_CONTAINER_COMPONENT_DOMAIN", "{name}--{package}.container.force.com"),
)
"""Kinds of host names, and their formats; `package` is the namespace, `c` for the org's own."""


def _host(kind: str, package: str | None = None) -> str:
    return dict(HOSTS)[kind].format(name=MY_DOMAIN, package=package or "c")


@apex_class("System.DomainCreator")
class DomainCreator:
    """Static members only."""

    @apex_method("static String getOrgMyDomainHostname()")
    @staticmethod
    def get_my_domain() -> str:
        """The org's own host."""
        return _host("ORG_MY_DOMAIN")

    @apex_method("static String getLightningHostname()")
    @staticmethod
    def get_lightning() -> str:
        """Where Lightning runs."""
        return _host("LIGHTNING_DOMAIN")

    @apex_method("static String getVisualforceHostname(String packageName)")
    @staticmethod
    def get_visualforce(package: str | None) -> str:
        """Where the pages of a package run."""
        return _host("VISUALFORCE_DOMAIN", package)

    @apex_method("static String getContentHostname()")
    @staticmethod
    def get_content() -> str:
        """Where files are."""
        return _host("CONTENT_DOMAIN")

    @apex_method("static String getExperienceCloudSitesHostname()")
    @staticmethod
    def get_experience_cloud() -> str:
        """Where Experience Cloud sites are."""
        return _host("EXPERIENCE_CLOUD_SITES_DOMAIN")

    @apex_method("static String getSalesforceSitesHostname()")
    @staticmethod
    def get_sites() -> str:
        """Where Salesforce Sites are."""
        return _host("SALESFORCE_SITES_DOMAIN")

    @apex_method("static String getLightningContainerComponentHostname(String packageName)")
    @staticmethod
    def get_container(package: str | None) -> str:
        """Where container components of a package run."""
        return _host("LIGHTNING_CONTAINER_COMPONENT_DOMAIN", package)


@apex_class("System.Domain")
class Domain:
    """A host name taken apart."""

    def __init__(self, kind: str | None, package: str | None) -> None:
        self.kind = kind
        self.package = package

    @apex_method("DomainType getDomainType()")
    def getDomainType(self) -> ApexEnum | None:
        """What kind of host it is."""
        return constant("System.DomainType", self.kind) if self.kind else None

    @apex_method("String getMyDomainName()")
    def getMyDomainName(self) -> str | None:
        """The org's own name."""
        return MY_DOMAIN if self.kind else None

    @apex_method("String getPackageName()")
    def getPackageName(self) -> str | None:
        """The package whose page it is."""
        return self.package

    @apex_method("String getSandboxName()")
    def getSandboxName(self) -> str | None:
        """Null: no org is a sandbox."""
        return None

    @apex_method("String getSitesSubdomainName()")
    def getSitesSubdomainName(self) -> str | None:
        """Null: sites use the org's own name."""
        return None


@apex_class("System.DomainParser")
class DomainParser:
    """Static members only."""

    @apex_method("static Domain parse(String hostname)")
    @staticmethod
    def parse(host: str | None) -> Domain:
        """A host name taken apart."""
        return _parsed(not_null(host))

    @apex_method("static Domain parse(Url url)")
    @staticmethod
    def parse_url(url: Any) -> Domain:
        """The host name of an address taken apart."""
        found: Url = not_null(url)
        return _parsed(found.getHost() or "")


def _parsed(host: str) -> Domain:
    first, _, rest = host.partition(".")
    name, _, package = first.partition("--")
    for kind, template in HOSTS:
        if name == MY_DOMAIN and template.partition(".")[2] == rest:
            return Domain(kind, package or None)
    return Domain(None, None)
