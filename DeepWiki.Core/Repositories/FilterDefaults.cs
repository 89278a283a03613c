namespace DeepWiki.Core.Repositories;

/// <summary>What is left out unless a caller names what to take. The names are those of the published backend, so that equal requests mean the same files.</summary>
internal static class FilterDefaults
{
    // The second line is ours: folders of other people's code and of recorded output.
    public static IReadOnlyList<string> Folders { get; } = Words(
        """
        .venv venv env virtualenv node_modules bower_components jspm_packages .git .svn .hg .bzr __pycache__ .pytest_cache .mypy_cache .ruff_cache
        vendor third_party __snapshots__ wwwroot/lib **/wwwroot/lib
        .coverage dist build out target bin obj _site .idea .vscode .vs .eclipse .settings logs log tmp temp .nyc_output .tox lib-cov coverage htmlcov
        .output
        """);

    public static IReadOnlyList<string> Files { get; } = Words(
        """
        yarn.lock package-lock.json pnpm-lock.yaml npm-shrinkwrap.json poetry.lock Pipfile.lock requirements.txt.lock Cargo.lock composer.lock .lock
        .DS_Store Thumbs.db desktop.ini *.lnk .env .env.* *.env *.min.js *.min.css *.bundle.js *.bundle.css *.map *.gz *.zip *.tar *.tgz *.rar *.7z
        *.iso *.dmg *.img *.msix *.appx *.appxbundle *.xap *.ipa *.deb *.rpm *.msi *.exe *.dll *.so *.dylib *.o *.obj *.a *.lib *.lo *.la *.slo *.dSYM
        *.jar *.war *.ear *.jsm *.class *.pyc *.pyd *.pyo *.egg *.egg-info *.dist-info *.eggs
        """);

    private static string[] Words(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
