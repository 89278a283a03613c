using DeepWiki.Core.SourceCode;
using DeepWiki.Core.SourceCode.Parsing;
using DeepWiki.Core.Wikis.Modules;

namespace DeepWiki.Tests.Core.Wikis.Modules;

[Trait("Category", "Unit")]
public sealed class ImportResolverTests
{
    [Theory]
    [InlineData("src/app/main.ts", "import { a } from \"./orders\";", "src/app/orders.ts")]
    [InlineData("src/app/main.ts", "export * from '../lib/index.js';", "src/lib/index.ts")]
    [InlineData("src/app/main.js", "const x = require(\"../lib\");", "src/lib/index.js")]
    [InlineData("src/app/main.tsx", "import View from '@/components/View';", "src/components/View.tsx")]
    [InlineData("src/app/main.ts", "const x = await import('./lazy');", "src/app/lazy.ts")]
    [InlineData("app/api/routes.py", "from app.models.user import User", "app/models/user.py")]
    [InlineData("app/api/routes.py", "from ..models import user, team", "app/models/user.py")]
    [InlineData("app/api/routes.py", "from . import auth", "app/api/auth.py")]
    [InlineData("app/api/routes.py", "import app.services.mail as mail", "app/services/mail.py")]
    [InlineData("app/api/routes.py", "from app.models import User", "app/models/__init__.py")]
    [InlineData("server/main.go", "\t\"go.example.io/shop/server/lease\"", "server/lease/lessor.go")]
    [InlineData("server/main.go", "import pb \"example.io/shop/api/pb\"", "api/pb/types.go")]
    [InlineData("src/main/java/com/acme/Shop.java", "import com.acme.orders.Order;", "src/main/java/com/acme/orders/Order.java")]
    [InlineData("src/main/java/com/acme/Shop.java", "import static com.acme.Rules.limit;", "src/main/java/com/acme/Rules.java")]
    [InlineData("src/main/kotlin/com/acme/Shop.kt", "import com.acme.orders.Order", "src/main/kotlin/com/acme/orders/Order.kt")]
    [InlineData("src/lib.rs", "mod parser;", "src/parser.rs")]
    [InlineData("src/lib.rs", "pub mod lexer;", "src/lexer/mod.rs")]
    [InlineData("src/parser.rs", "use crate::lexer::token::Kind;", "src/lexer/token.rs")]
    [InlineData("src/net/tcp.c", "#include \"dict.h\"", "src/dict.h")]
    [InlineData("src/net/tcp.cpp", "#include <acme/net/socket.hpp>", "include/acme/net/socket.hpp")]
    [InlineData("lib/shop.rb", "require_relative 'shop/order'", "lib/shop/order.rb")]
    [InlineData("lib/shop.rb", "require \"shop/order\"", "lib/shop/order.rb")]
    [InlineData("src/Shop.php", "use Acme\\Orders\\Order;", "src/Orders/Order.php")]
    [InlineData("src/index.php", "require_once __DIR__ . '/Orders/Order.php';", "src/Orders/Order.php")]
    [InlineData("proto/a.proto", "import \"proto/b.proto\";", "proto/b.proto")]
    public void An_import_leads_to_the_file_it_means(string from, string line, string expected)
    {
        string[] paths = [from, "other/unrelated.txt", expected];
        var resolver = new ImportResolver(paths);

        var found = ImportScanner.Find(from, new SourceLines(line)).Select(import => resolver.Find(from, import.Target)).OfType<int>().ToList();

        Assert.Contains(2, found);
    }

    [Theory]
    [InlineData("src/app/main.ts", "import React from \"react\";", "src/react.ts")]
    [InlineData("app/routes.py", "import json", "vendor/deep/json.txt")]
    [InlineData("server/main.go", "import \"fmt\"", "pkg/fmt/print.go")]
    [InlineData("Shop.java", "import java.util.List;", "src/acme/List.java")]
    [InlineData("src/a.ts", "import x from \"../../../../etc/passwd\";", "etc/passwd.ts")]
    public void What_comes_from_elsewhere_leads_nowhere(string from, string line, string other)
    {
        var resolver = new ImportResolver([from, other]);

        Assert.DoesNotContain(ImportScanner.Find(from, new SourceLines(line)), import => resolver.Find(from, import.Target) is not null);
    }

    [Fact]
    public void What_two_files_could_be_is_neither()
    {
        var resolver = new ImportResolver(["a/main.c", "x/util.h", "y/util.h"]);

        Assert.Null(resolver.Find("a/main.c", "util.h"));
        Assert.Equal(2, resolver.Find("a/main.c", "y/util.h"));
    }
}
