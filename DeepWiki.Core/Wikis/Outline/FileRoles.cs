using System.Collections.Frozen;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>Tells the part of a file from its path alone.</summary>
internal static class FileRoles
{
    private static readonly FrozenSet<string> ForeignFolders = Words(
        "vendor vendored third_party third-party thirdparty node_modules deps external extern bower_components Godeps generated gen __generated__ submodules");

    private static readonly FrozenSet<string> DeploymentFolders = Words(
        ".github .gitlab .circleci .azure-pipelines .devcontainer .buildkite k8s kubernetes helm charts deploy deployment deployments docker terraform ansible "
            + "eng ci");

    private static readonly FrozenSet<string> ExampleFolders = Words(
        "example examples sample samples demo demos snippet snippets tutorial tutorials playground docs doc website site");

    private static readonly FrozenSet<string> ToolFolders = Words("tools tool hack contrib misc scripts script utils util dev devtools maintainers etc");

    private static readonly FrozenSet<string> DeploymentNames = Words(
        "Makefile Jenkinsfile Vagrantfile Procfile Taskfile.yml Taskfile.yaml .travis.yml appveyor.yml .gitlab-ci.yml azure-pipelines.yml cloudbuild.yaml "
            + "fly.toml vercel.json netlify.toml "
            + "Dockerfile docker-compose.yml docker-compose.yaml compose.yml compose.yaml skaffold.yaml Tiltfile build.gradle build.gradle.kts CMakeLists.txt "
                + "meson.build build.sh build.ps1 build.cake build.cs cake.cs");

    private static readonly FrozenSet<string> ManifestNames = Words(
        "package.json Cargo.toml pyproject.toml setup.py setup.cfg go.mod pom.xml build.gradle build.gradle.kts composer.json Gemfile mix.exs Package.swift "
            + "CMakeLists.txt Makefile requirements.txt "
        + "pubspec.yaml deno.json global.json Directory.Build.props");

    private static readonly FrozenSet<string> ProseEndings = Words(".md .markdown .mdx .rst .txt .adoc .asciidoc .ipynb");

    public static FileRole Of(string path)
    {
        var slash = path.LastIndexOf('/');
        var name = path[(slash + 1)..];
        var folders = slash < 0 ? [] : path[..slash].Split('/');
        var kind = FileKinds.Classify(path);
        if (folders.Any(ForeignFolders.Contains) || IsGenerated(name))
        {
            return FileRole.Foreign;
        }

        if (kind.HasFlag(FileKind.Test) || folders.Any(IsTestFolder))
        {
            return FileRole.Test;
        }

        // Below the root a package may be named after what it is deployed to; there only what is no code deploys it.
        var isCode = kind.HasFlag(FileKind.Code);
        if (DeploymentNames.Contains(name) || name.StartsWith("Dockerfile", StringComparison.Ordinal)
            || folders.Where((_, depth) => depth == 0 || !isCode).Any(DeploymentFolders.Contains))
        {
            return name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || path.Contains("ISSUE_TEMPLATE", StringComparison.Ordinal)
                ? FileRole.Document
                : FileRole.Deployment;
        }

        var ending = Path.GetExtension(name).ToLowerInvariant();
        return ProseEndings.Contains(ending) || name.StartsWith("README", StringComparison.OrdinalIgnoreCase) ? FileRole.Document
            : folders.Any(folder => folder.Length > 1 && folder[0] == '.') ? FileRole.Settings
            : isCode && folders.Length == 0 && ending is ".cmd" or ".bat" ? FileRole.Deployment
            : IsExample(path, folders) ? FileRole.Example
            : isCode && folders.Length > 0 && ToolFolders.Contains(folders[0]) ? FileRole.Tool
            : isCode ? FileRole.Core
            : FileRole.Settings;
    }

    /// <summary>True when it lists what the repository consists of and depends on.</summary>
    public static bool IsManifest(string path) =>
        ManifestNames.Contains(Name(path)) || path.EndsWith(".sln", StringComparison.Ordinal) || path.EndsWith(".slnx", StringComparison.Ordinal);

    /// <summary>True when it holds or declares settings.</summary>
    public static bool IsConfiguration(string path)
    {
        // Deep among the sources, what is no code is data.
        var name = Name(path);
        if (!FileKinds.Classify(path).HasFlag(FileKind.Code) && path.AsSpan().Count('/') > 1)
        {
            return false;
        }

        var words = Names.Words(Path.GetFileNameWithoutExtension(name));
        return Path.GetExtension(name).ToLowerInvariant() is ".conf" or ".ini"
            || words.Count > 0 && (Is(words[^1]) || Is(words[0]) || name.StartsWith(".env", StringComparison.Ordinal));

        static bool Is(string word) => word.ToLowerInvariant() is "config" or "configuration" or "options" or "settings" or "appsettings" or "flags" or "conf";
    }

    /// <summary>True when it says how data is stored.</summary>
    public static bool IsSchema(string path)
    {
        var ending = Path.GetExtension(path).ToLowerInvariant();
        return ending is ".sql" or ".prisma" or ".dbml"
            || path.Split('/').Any(part => part.ToLowerInvariant() is "migrations" or "schema" or "schemas" or "entities" or "models")
            || Path.GetFileNameWithoutExtension(path).ToLowerInvariant() is "schema" or "models" or "entities";
    }

    /// <summary>True when it says how others call in.</summary>
    public static bool IsInterface(string path)
    {
        var name = Name(path);
        var stem = Path.GetFileNameWithoutExtension(name).ToLowerInvariant();
        return Path.GetExtension(name).ToLowerInvariant() is ".proto" or ".graphql" or ".gql" or ".thrift"
            || stem.EndsWith("endpoints", StringComparison.Ordinal)
            || stem is "routes" or "router" or "openapi" or "swagger" or "urls" or "route" or "handlers"
            || path.Split('/')[..^1].Any(part => part.ToLowerInvariant() is "controllers" or "routes" or "routers" or "endpoints" or "handlers");
    }

    /// <summary>True when a program or a package begins in it.</summary>
    public static bool IsEntry(string stem) =>
        stem.ToLowerInvariant()
            is "main"
                or "program"
                or "index"
                or "app"
                or "server"
                or "lib"
                or "mod"
                or "__main__"
                or "__init__"
                or "cli"
                or "startup"
                or "api";

    public static bool IsTestFolder(string folder) =>
        folder.ToLowerInvariant() is "test" or "tests" or "testing" or "testutil" or "testutils" or "mocks" or "mock" or "fuzz"
        || folder.EndsWith("Tests", StringComparison.Ordinal) || folder.EndsWith(".Specs", StringComparison.Ordinal)
        || folder.StartsWith("test-", StringComparison.Ordinal) || folder.EndsWith("_test", StringComparison.Ordinal)
            || folder.EndsWith("-test", StringComparison.Ordinal);

    // src/main/java/com/example/demo/Application.java is in a package of that name, and no example.
    private static bool IsExample(string path, string[] folders)
    {
        var package = path.IndexOf("src/main/", StringComparison.Ordinal);
        var depth = package < 0 ? folders.Length : path.AsSpan(0, package).Count('/');
        var own = string.Concat(folders[..depth].Select(folder => folder + "/"));
        return folders[..depth].Any(folder => ExampleFolders.Contains(folder.ToLowerInvariant()))
            || (FileKinds.Classify(path).HasFlag(FileKind.Code) && FileKinds.Classify(own).HasFlag(FileKind.Example));
    }

    private static bool IsGenerated(string name) =>
        name.EndsWith(".pb.go", StringComparison.Ordinal)
        || name.EndsWith(".pb.gw.go", StringComparison.Ordinal)
        || name.EndsWith("_pb2.py", StringComparison.Ordinal)
        || name.EndsWith(".Designer.cs", StringComparison.Ordinal)
        || name.EndsWith(".g.cs", StringComparison.Ordinal)
        || name.EndsWith(".d.ts", StringComparison.Ordinal)
        || name.Contains(".generated.", StringComparison.OrdinalIgnoreCase)
        || name.Contains(".min.", StringComparison.Ordinal)
        || name.StartsWith("zz_generated", StringComparison.Ordinal)
        || name.EndsWith("_generated.go", StringComparison.Ordinal)
        || name.EndsWith("_string.go", StringComparison.Ordinal);

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static FrozenSet<string> Words(string text) => text.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
