using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Wikis.Modules;
using DeepWiki.Tests.Core.Wikis.Outline;
using DeepWiki.Tests.Support.Sources;

namespace DeepWiki.Tests.Core.Wikis.Modules;

[Trait("Category", "Unit")]
public sealed class ModuleMapBuilderTests
{
    [Fact]
    public void Packages_are_the_parts_where_there_are_several()
    {
        string[] paths = ["src/Shop/Shop.cs", "src/Shop.Web/Page.cs", "src/Shop.Cli/Program.cs"];
        var facts = new RepositoryFacts("acme/shop", [.. paths.Select(path => SampleRepositories.File(path, 100))], "")
        {
            Manifests =
            [
                Project("src/Shop/Shop.csproj", "<Description>Sells things to people.</Description>", ""),
                Project("src/Shop.Web/Shop.Web.csproj", "", "<ProjectReference Include=\"..\\Shop\\Shop.csproj\" />"),
                Project("src/Shop.Cli/Shop.Cli.csproj", "", "<ProjectReference Include=\"..\\Shop\\Shop.csproj\" />"),
            ],
        };

        var map = new ModuleMapBuilder(facts, paths).Build();

        Assert.Equal(["Shop", "Shop.Cli", "Shop.Web"], map.Modules.Select(module => module.Name));
        Assert.Equal(("Sells things to people.", "src/Shop/Shop.csproj"), (map.Modules[0].Description, map.Modules[0].Path));
        Assert.Equal([(1, 0, 1), (2, 0, 1)], map.Edges);
    }

    [Fact]
    public void Folders_are_the_parts_of_one_package()
    {
        FileFacts[] files =
        [
            SampleRepositories.File("shop/orders/order.py", 300) with { Imports = ["shop/stock/shelf", "shop/stock/shelf/Shelf"] },
            SampleRepositories.File("shop/printing/label.py", 200) with { Imports = ["shop/orders/order"] },
            SampleRepositories.File("shop/stock/shelf.py", 100),
        ];

        var map = new ModuleMapBuilder(new RepositoryFacts("acme/shop", files, ""), files.Select(file => file.Path)).Build();

        Assert.Equal(["orders", "printing", "stock"], map.Modules.Select(module => module.Name));
        Assert.Equal(["stock"], map.UsedBy(0));
        Assert.Equal(["orders"], map.UsedBy(1));
    }

    private static PageFile Project(string path, string property, string item) =>
        IndexedText.File(
            path, $"<Project>\n<PropertyGroup><TargetFramework>net10.0</TargetFramework>{property}</PropertyGroup>\n<ItemGroup>{item}</ItemGroup>\n</Project>");
}
