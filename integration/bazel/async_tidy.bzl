"""Analyses C++ sources with async-tidy, one sandboxed action for each of them."""

# The sandbox has links to the sources; reports name the files behind them.
_WITH_ROOT = """
first=$(readlink -f "$1"); root=${first%"/$1"}; shift
"$@" --quiet --source-root="$root"
"""

def _run(ctx, what, mnemonic, command, arguments, sources, reads, writes):
    ctx.actions.run_shell(
        command = command,
        arguments = [sources[0].path, ctx.executable.tool.path] + arguments,
        inputs = sources + ctx.files.hdrs + ctx.files.config + reads,
        tools = [ctx.executable.tool],
        outputs = [writes],
        mnemonic = mnemonic,
        progress_message = what,
    )

def _async_tidy_impl(ctx):
    reports = []
    for number, source in enumerate(ctx.files.srcs):
        work = ctx.actions.declare_file("%s.%d.work" % (ctx.label.name, number))
        ctx.actions.write(work, json.encode({
            "directory": ".",
            "file": source.path,
            "arguments": ["clang++"] + ctx.attr.copts + ["-c", source.path],
            "unit": number + 1,
            "units": len(ctx.files.srcs),
            "plan": str(ctx.label),
            "project": True,
        }))
        report = ctx.actions.declare_file("%s.%d.sarif" % (ctx.label.name, number))
        reports.append(report)
        _run(ctx, "Analysing " + source.short_path, "AsyncTidy", _WITH_ROOT.rstrip() + " >/dev/null", [
            "--work=" + work.path,
            "--export-sarif=" + report.path,
            "--fail-on=never",
            "-j1",
        ] + ctx.attr.options, [source], [work], report)

    merged = ctx.actions.declare_file(ctx.label.name + ".sarif")
    _run(ctx, "Merging the findings of " + ctx.label.name, "AsyncTidyMerge", _WITH_ROOT, [
        "--merge=" + merged.path,
        "--fail-on=" + ctx.attr.fail_on,
    ] + [each.path for each in reports], ctx.files.srcs, reports, merged)
    return [DefaultInfo(files = depset([merged]))]

async_tidy = rule(
    implementation = _async_tidy_impl,
    doc = "Builds <name>.sarif of the findings in srcs and in the headers that they include.",
    attrs = {
        "srcs": attr.label_list(allow_files = [".cc", ".cpp", ".cxx"], allow_empty = False),
        "hdrs": attr.label_list(allow_files = True),
        "config": attr.label_list(allow_files = True, doc = "The .clang-tidy files and vocabularies."),
        "copts": attr.string_list(),
        "options": attr.string_list(doc = "More options of async-tidy, such as --level=2."),
        "fail_on": attr.string(default = "warning", values = ["note", "warning", "error", "never"]),
        "tool": attr.label(executable = True, allow_single_file = True, cfg = "exec", mandatory = True),
    },
)
