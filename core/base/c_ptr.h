// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How this project owns objects of C libraries. No other file calls *_free.

#include <memory>

namespace sotto {

template <auto Free>
struct CDeleter {
    template <class T>
    void operator()(T* object) const noexcept
    {
        Free(object);
    }
};

/// Sole owner of a C object that is released by Free, for example
/// CPtr<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>. Same size as a raw pointer.
template <class T, auto Free>
using CPtr = std::unique_ptr<T, CDeleter<Free>>;

/// Hands a CPtr to a C function that fills a T** parameter; the pointer is adopted
/// when the full expression ends. Stands in for C++23 std::out_ptr.
template <class Ptr>
class OutPtr {
public:
    explicit OutPtr(Ptr& owner) noexcept : m_owner(owner) { }

    OutPtr(const OutPtr&) = delete;
    OutPtr& operator=(const OutPtr&) = delete;

    ~OutPtr() { m_owner.reset(m_raw); }

    operator typename Ptr::pointer *() noexcept { return &m_raw; }

private:
    Ptr& m_owner;
    typename Ptr::pointer m_raw = nullptr;
};

}  // namespace sotto
