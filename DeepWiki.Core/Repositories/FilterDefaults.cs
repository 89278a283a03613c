using DeepWiki.Core.LegacyConfiguration;
using Microsoft.Extensions.Configuration;

namespace DeepWiki.Core.Repositories;

/// <summary>
/// Paths left out unless a caller names what to take. The names are those of the published backend, so that equal requests mean the same files.
/// </summary>
/// <param name="Folders">Entries as in <c>excluded_dirs</c>.</param>
/// <param name="Files">Entries as in <c>excluded_files</c>.</param>
public sealed record FilterDefaults(IReadOnlyList<string> Folders, IReadOnlyList<string> Files)
{
    private const string File = "repo.json";

    /// <summary>Defaults that hold without a file.</summary>
    public static FilterDefaults BuiltIn { get; } = new(
        // The second line is ours: folders of other people's code and of recorded output.
        Words(
        """
        .venv venv env virtualenv node_modules bower_components jspm_packages .git .svn .hg .bzr __pycache__ .pytest_cache .mypy_cache .ruff_cache
        vendor third_party __snapshots__ wwwroot/lib **/wwwroot/lib
        .coverage dist build out target bin obj _site .idea .vscode .vs .eclipse .settings logs log tmp temp .nyc_output .tox lib-cov coverage htmlcov
        .output
        """),
        Words(
        """
        yarn.lock package-lock.json pnpm-lock.yaml npm-shrinkwrap.json poetry.lock Pipfile.lock requirements.txt.lock Cargo.lock composer.lock .lock
        .DS_Store Thumbs.db desktop.ini *.lnk .env .env.* *.env *.min.js *.min.css *.bundle.js *.bundle.css *.map *.gz *.zip *.tar *.tgz *.rar *.7z
        *.iso *.dmg *.img *.msix *.appx *.appxbundle *.xap *.ipa *.deb *.rpm *.msi *.exe *.dll *.so *.dylib *.o *.obj *.a *.lib *.lo *.la *.slo *.dSYM
        *.jar *.war *.ear *.jsm *.class *.pyc *.pyd *.pyo *.egg *.egg-info *.dist-info *.eggs
        """));

    /// <summary>The lists of <c>repo.json</c>; null where the usual ones hold.</summary>
    public static FilterDefaults? Read(IConfiguration configuration) =>
        SettingsFile.Read(configuration, File)?.Optional("file_filters") is { } filters
            ? new FilterDefaults(filters.Optional("excluded_dirs")?.Texts() ?? BuiltIn.Folders, filters.Optional("excluded_files")?.Texts() ?? BuiltIn.Files)
            : null;

    private static string[] Words(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
