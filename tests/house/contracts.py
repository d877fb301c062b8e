"""Contracts for import-linter: the student's wheel is closed under its imports, and so are the probes under theirs."""

import re

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, output


class ClosedContract(Contract):
    """Every module of the project that a module of the wheel imports lies in the wheel as well."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Follow each import of the wheel's modules one step: together they are closed, or a step leads out."""
        from autograder.publishing.bundle import REPOSITORY, in_the_wheel

        inside = {_module(path.relative_to(REPOSITORY).with_suffix("").parts) for path in in_the_wheel()}
        outside = {
            (module, imported)
            for module in inside & graph.modules
            for imported in graph.find_modules_directly_imported_by(module) - inside
        }
        return ContractCheck(kept=not outside, metadata={"outside": sorted(outside)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import that leads out of the wheel."""
        for module, imported in check.metadata["outside"]:
            output.print(f"- {module} -> {imported}, which is not in the wheel")


class ProbesContract(Contract):
    """Probes import each other, the engine's numerics, and the wire: what is mounted beside a stranger's code."""

    ALLOWED = re.compile(r"autograder\.checks\.(probing|numerics|wire)(\.\w+)?|autograder\.tasks\.\w+\.(\w+_)?probes")

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at each import of a probe, and of what probes may import."""
        inside = {module for module in graph.modules if self.ALLOWED.fullmatch(module)}
        outside = {
            (module, imported)
            for module in inside
            for imported in graph.find_modules_directly_imported_by(module) - inside
        }
        return ContractCheck(kept=not outside, metadata={"outside": sorted(outside)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import that leads to something else."""
        for module, imported in check.metadata["outside"]:
            output.print(f"- {module} -> {imported}, which must not be mounted beside a student's code")


def _module(parts: tuple[str, ...]) -> str:
    return ".".join(part for part in parts if part != "__init__")
