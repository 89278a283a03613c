using DeepWiki.Core.Wikis.Modules;
using DeepWiki.Tests.Support.Sources;

namespace DeepWiki.Tests.Core.Wikis.Modules;

[Trait("Category", "Unit")]
public sealed class PackageReaderTests
{
    [Theory]
    [InlineData("package.json", "{\n  \"name\": \"shop\",\n  \"description\": \"Sells things.\",\n  \"engines\": { \"node\": \">= 18\" }\n}", "shop",
        "Sells things.", 3, "npm install shop", "node >= 18")]
    [InlineData(
        "crates/shop/Cargo.toml", "[package]\nname = \"shop\"\ndescription = \"Sells things.\"\nrust-version = \"1.85\"\n", "shop", "Sells things.", 3,
            "cargo add shop",
        "rust-version 1.85")]
    [InlineData(
        "pyproject.toml", "[project]\nname = \"shop\"\ndescription = \"Sells things.\"\nrequires-python = \">=3.10\"\n", "shop", "Sells things.", 3,
            "pip install shop",
        "requires-python >=3.10")]
    [InlineData("go.mod", "module example.com/shop\n\ngo 1.22\n", "example.com/shop", "", 1, "go get example.com/shop", "Go 1.22")]
    [InlineData(
        "src/Shop/Shop.csproj",
        "<Project Sdk=\"x\">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n"
            + "    <Description>Sells things.</Description>\n  </PropertyGroup>\n</Project>", "Shop",
        "Sells things.", 4, "dotnet add package Shop", "Shop net10.0")]
    [InlineData(
        "pom.xml", "<project>\n<groupId>com.acme</groupId>\n<artifactId>shop</artifactId>\n<description>Sells things.</description>\n</project>", "shop",
            "Sells things.", 4,
        "com.acme:shop", "")]
    public void A_manifest_says_what_the_package_is(
        string path, string text, string name, string description, int line, string install, string requirement)
    {
        var package = PackageReader.Read(IndexedText.File(path, text));

        Assert.NotNull(package);
        Assert.Equal((name, description, line, install), (package.Name, package.Description, package.Line, package.Install));
        Assert.Equal(requirement, string.Join(", ", package.Requirements.Select(entry => $"{entry.Name} {entry.Value}")));
    }

    [Theory]
    [InlineData("package.json", "{ \"name\": ")]
    [InlineData("pom.xml", "<project><unclosed>")]
    [InlineData("pom.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><project>&a;</project>")]
    [InlineData("README.md", "# Shop")]
    public void Nothing_is_read_from_what_is_no_manifest(string path, string text)
    {
        Assert.Null(PackageReader.Read(IndexedText.File(path, text)));
    }

    [Fact]
    public void Targets_of_a_makefile_are_commands()
    {
        var package = PackageReader.Read(IndexedText.File("Makefile", "BIN := x\n\ntest: build\n\t@$(info testing)\n\tgo test ./...\n\nall: test\n"));

        Assert.Equal([new ManifestEntry("make test", "go test ./...", 3), new ManifestEntry("make all", "test", 7)], package?.Scripts);
    }
}
