// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/endpoint_resolver.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::relay;

TEST_CASE("Endpoints come by priority, then by weight, and always speak for the domain")
{
    const auto found =
        endpointsFrom("clinic.example",
                      {{"c.example", 1, 20, 0}, {"a.example", 2, 10, 5}, {"b.example", 3, 10, 50}});
    CHECK(found ==
          std::vector<Endpoint>{{"clinic.example", "b.example", 3},
                                {"clinic.example", "a.example", 2},
                                {"clinic.example", "c.example", 1}});
}

TEST_CASE("Useless service records leave the domain itself (A26)")
{
    const auto record = GENERATE(values<SrvRecord>({
        {"a.example", 0, 1, 1},
        {".", 5223, 1, 1},
        {"", 5223, 1, 1},
        {"0.0.0.0", 5223, 1, 1},
        {"127.0.0.1", 5223, 1, 1},
        {"10.0.0.1", 5223, 1, 1},
        {"::1", 5223, 1, 1},
        {std::string(300, 'a'), 5223, 1, 1},
    }));
    CHECK(endpointsFrom("clinic.example", {record}) ==
          std::vector<Endpoint>{{"clinic.example", "clinic.example", 5223}});
}

TEST_CASE("At most ten targets are tried (A26)")
{
    std::vector<SrvRecord> records(500, {"a.example", 5223, 1, 1});
    CHECK(endpointsFrom("clinic.example", std::move(records)).size() == 10);
}

TEST_CASE("A host that policy names is used as it is")
{
    EndpointResolver resolver;
    std::vector<Endpoint> found;
    const Endpoint wanted{"clinic.example", "10.0.0.7", 5270};
    resolver.resolve(wanted).then(&resolver, [&](Result<std::vector<Endpoint>> result) {
        REQUIRE(result);
        found = *std::move(result);
    });
    CHECK(found == std::vector{wanted});
}
